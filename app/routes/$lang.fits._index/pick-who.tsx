import { CountryWords, type NamedCountry } from '#app/components/fits/sentence-values.tsx'
import { LinkTo } from '#app/components/ui/link-to.tsx'
import { Text } from '#app/components/ui/text.tsx'
import { Words } from '#app/components/ui/words.tsx'
import type { Organisation } from '#app/domain/organisations/organisation.ts'
import { type Meant, mostOrganisations } from '#app/domain/organisations/who-is-meant.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { type NeedQuery, needAddress } from '#app/schemas/need.ts'

type Props = {
  meant: Extract<Meant, { is: 'several' | 'nobody' }>
  countries: readonly NamedCountry[]
  query: NeedQuery
}

/** Whom a typed text may mean, best first; where nobody fits, what comes closest. */
export function PickWho({ meant, countries, query }: Props) {
  const { t } = useLanguage()
  const hasChoice = meant.countries.length + meant.organisations.length > 0
  return (
    <>
      <p className="lead">
        <Text
          k={meant.is === 'several' ? 'fits:pick-one' : hasChoice ? 'fits:nobody-but' : 'fits:nobody'}
          v={{
            text: (
              <bdi data-user lang="und">
                <b>{query.who}</b>
              </bdi>
            ),
          }}
        />
      </p>
      {hasChoice ? (
        <ul className="rows">
          {meant.countries.map(country => (
            <li key={country.iso2}>
              <LinkTo to={needAddress(query, { country: country.iso2 })}>
                <Text k="fits:somebody-in" v={{ country: <CountryWords country={country} /> }} />
              </LinkTo>
            </li>
          ))}
          <InstitutionRows institutions={meant.organisations} countries={countries} query={query} />
        </ul>
      ) : null}
      {meant.is === 'nobody' ? (
        <p>
          <LinkTo to={`/organisations?q=${encodeURIComponent(query.who ?? '')}`}>{t('fits:nobody-provider')}</LinkTo>
        </p>
      ) : null}
      {meant.organisations.length >= mostOrganisations ? (
        <p className="small">
          <LinkTo to={`/organisations?q=${encodeURIComponent(query.who ?? '')}`}>{t('fits:more-names')}</LinkTo>
        </p>
      ) : null}
    </>
  )
}

type RowsProps = { institutions: readonly Organisation[]; countries: readonly NamedCountry[]; query: NeedQuery }

/** Institutions to pick from, each with its country and, to tell namesakes apart, its domain. */
export function InstitutionRows({ institutions, countries, query }: RowsProps) {
  return (
    <>
      {institutions.map(({ ref, name, country, domain }) => {
        const home = countries.find(({ iso2 }) => iso2 === country)
        return (
          <li key={ref}>
            <LinkTo to={needAddress(query, { org: ref, who: null, country: null, as: null })}>
              <Words of={name} />
            </LinkTo>
            <span className="hint">
              {home ? <CountryWords country={home} /> : null}
              {home && domain ? ' · ' : ''}
              {domain ? (
                <bdi lang="en" dir="ltr" data-user>
                  {domain}
                </bdi>
              ) : null}
            </span>
          </li>
        )
      })}
    </>
  )
}
