import { RuleResults } from '#app/components/fits/rule-results.tsx'
import { VerdictTag } from '#app/components/fits/verdict-tag.tsx'
import { WhatWouldChange } from '#app/components/fits/what-would-change.tsx'
import type { Country } from '#app/domain/countries/country.ts'
import type { Verdict } from '#app/domain/eligibility/rule.ts'
import type { Change } from '#app/domain/eligibility/what-would-change.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'

type Props = { fit: { verdict: Verdict; changes: readonly Change[]; country: Country | null } }

/** What the rules say of the applicant, each with its reason, before anything is written. */
export function DoesItFit({ fit: { verdict, changes, country } }: Props) {
  const { t } = useLanguage()
  return (
    <section>
      <h2>{t('applications:does-it-fit')}</h2>
      <p>
        <VerdictTag verdict={verdict.verdict} />
      </p>
      <RuleResults results={verdict.results} countries={country ? [country] : []} />
      <WhatWouldChange changes={changes} gains={[]} countries={country ? [country] : []} />
    </section>
  )
}
