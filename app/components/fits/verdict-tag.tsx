import type { Verdict } from '#app/domain/eligibility/rule.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { Tag } from '../ui/tag.tsx'

const looks = {
  eligible: { tone: 'good', shape: 'ok' },
  needs_check: { tone: 'warn', shape: 'ask' },
  not_eligible: { tone: 'bad', shape: 'no' },
} as const

/** Eligible, to be checked by a person, or not eligible: word, shape and colour. */
export function VerdictTag({ verdict }: { verdict: Verdict['verdict'] }) {
  const { t } = useLanguage()
  return <Tag {...looks[verdict]}>{t.code('rules', `verdict.${verdict}`)}</Tag>
}
