import { RuleResults } from '#app/components/fits/rule-results.tsx'
import { VerdictTag } from '#app/components/fits/verdict-tag.tsx'
import { Text } from '#app/components/ui/text.tsx'
import type { Money } from '#app/domain/commitments/commitment.ts'
import type { Country } from '#app/domain/countries/country.ts'
import type { Verdict } from '#app/domain/eligibility/rule.ts'
import { toMinor } from '#app/domain/money/money.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'

type Props = { judged: { verdict: Verdict; country: Country | null; left: number; amount: Money | null } }

/** What the provider should know before it decides: what the rules say of the applicant, and how much is left. */
export function WhatToKnow({ judged: { verdict, country, left, amount } }: Props) {
  const { t, format } = useLanguage()
  const minor = amount === null ? null : toMinor(left, amount.currency)
  const rest = amount === null || minor === null ? format.number(left) : format.money({ ...amount, minor })
  return (
    <section>
      <h2>{t('applications:rules-to-applicant')}</h2>
      <p>
        <VerdictTag verdict={verdict.verdict} ofApplicant />
      </p>
      <RuleResults results={verdict.results} countries={country ? [country] : []} />
      <p>
        <Text k="applications:left" v={{ rest: <b className="n">{rest}</b> }} />
      </p>
    </section>
  )
}
