import type { Verdict } from '#app/domain/eligibility/rule.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { Tag } from '../ui/tag.tsx'

const looks = {
  eligible: { tone: 'good', shape: 'ok' },
  needs_check: { tone: 'warn', shape: 'ask' },
  not_eligible: { tone: 'bad', shape: 'no' },
} as const

type Props = {
  verdict: Verdict['verdict']
  /** Told to somebody else than whom it is about. */
  ofApplicant?: true
}

/** Eligible, to be checked by a person, or not eligible: word, shape and colour. */
export function VerdictTag({ verdict, ofApplicant }: Props) {
  const { t } = useLanguage()
  const words = ofApplicant ? t(`applications:verdict.${verdict}`) : t.code('rules', `verdict.${verdict}`)
  return <Tag {...looks[verdict]}>{words}</Tag>
}
