import { isSameLanguage } from '../../eligibility/same-language.ts'
import type { Question, Step } from '../step.ts'

/** Whether the offer works in the language asked for; where none is asked, in one that the applicant's people work in. */
export function languageStep({ offer, need, facts }: Question): Step<'language'> {
  const asked = need.language === null ? (facts.languages ?? []) : [need.language]
  if (asked.length === 0) return { step: 'language-not-asked', params: {} }
  if (offer.languages.length === 0) return { step: 'language-not-stated', params: { languages: asked } }
  const language = offer.languages.find(code => asked.some(other => isSameLanguage(other, code)))
  if (language !== undefined) return { step: 'language-same', params: { language } }
  return { step: 'language-other', params: { languages: asked, offered: offer.languages } }
}
