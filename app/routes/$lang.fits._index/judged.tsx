import { CountryWords, type NamedCountry } from '#app/components/fits/sentence-values.tsx'
import { LinkTo } from '#app/components/ui/link-to.tsx'
import { Text } from '#app/components/ui/text.tsx'
import { Words } from '#app/components/ui/words.tsx'
import type { IsoDate } from '#app/domain/calendar/iso-date.ts'
import type { ApplicantFacts } from '#app/domain/eligibility/rule.ts'
import type { Organisation } from '#app/domain/organisations/organisation.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { type NeedQuery, needAddress } from '#app/schemas/need.ts'

type Props = {
  applicant: { organisation: Organisation | null; facts: ApplicantFacts }
  country: NamedCountry | null
  at: IsoDate
  query: NeedQuery
}

/** Who was judged, as what, and on which day; and the way to judge somebody else. */
export function Judged({ applicant: { organisation, facts }, country, at, query }: Props) {
  const { t, format } = useLanguage()
  return (
    <>
      <Text
        k="fits:judged"
        v={{
          who: (
            <b>
              {organisation ? (
                <LinkTo to={`/organisations/${organisation.ref}`}>
                  <Words of={organisation.name} />
                </LinkTo>
              ) : null}
              {organisation && country ? ' · ' : ''}
              {country ? <CountryWords country={country} /> : null}
              {organisation || country ? null : t('fits:country-not-said')}
            </b>
          ),
          kind: facts.kind === null ? t('fits:kind-not-said') : t.code('rules', `kind.${facts.kind}`),
          date: format.day(at),
        }}
      />{' '}
      <LinkTo to={needAddress(query, { org: null, country: null, as: null, who: null, offer: null, after: null })}>
        {t('fits:somebody-else')}
      </LinkTo>
    </>
  )
}
