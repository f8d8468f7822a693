import type { Rule } from '#app/domain/eligibility/rule.ts'
import type { LanguageKit } from '#app/i18n/language-kit.ts'
import { ageText } from './rule-age-text.ts'

/** What a rule beside place, body and people asks, in two or three words for a list; null for those three. */
export function briefOfRule(rule: Rule, { t, format }: LanguageKit): string | null {
  switch (rule.rule) {
    case 'place':
    case 'body':
    case 'people':
      return null
    case 'language':
      return t('offers:brief.language', { languages: format.list(rule.languages.map(format.languageName)) })
    case 'age':
      return ageText(rule, { t, format })
    case 'nomination':
      return t('offers:brief.nomination')
    case 'condition':
      return t('offers:brief.condition')
    case 'terms':
      return t('offers:brief.terms')
  }
}
