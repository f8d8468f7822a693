import { CountryLink } from '#app/components/records/country-name.tsx'
import { OutLink } from '#app/components/ui/link-to.tsx'
import type { Country } from '#app/domain/countries/country.ts'
import type { Organisation } from '#app/domain/organisations/organisation.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'

type Props = { organisation: Organisation; country: Pick<Country, 'iso2' | 'names'> | null }

/** What is on record about an organisation, and from where. */
export function OrganisationFacts({ organisation: { kind, domain, homepage, state, source, origin }, country }: Props) {
  const { t } = useLanguage()
  const rows = [
    { key: 'kind', value: t(`organisations:kind.${kind}`) },
    { key: 'country', value: country ? <CountryLink country={country} /> : null },
    {
      key: 'domain',
      value: domain ? (
        <OutLink href={`https://${domain}`}>
          <bdi lang="en" dir="ltr" data-user>
            {domain}
          </bdi>
        </OutLink>
      ) : null,
    },
    // Of those that were registered here: what came from a list has a domain.
    ...(origin === 'imported' && homepage === null
      ? []
      : [
          {
            key: 'homepage',
            value: homepage ? (
              <OutLink href={homepage}>
                <bdi lang="en" dir="ltr" data-user>
                  {homepage}
                </bdi>
              </OutLink>
            ) : null,
          } as const,
        ]),
    { key: 'state', value: t(`organisations:state.${state}`) },
    {
      key: 'source',
      value: source ? (
        <OutLink href={source.url}>
          <bdi lang="en" data-user>
            {source.publisher}
          </bdi>
        </OutLink>
      ) : (
        t(origin === 'imported' ? 'organisations:no-source' : 'organisations:source-own')
      ),
    },
  ] as const
  return (
    <dl className="pairs">
      {rows.map(({ key, value }) => (
        <div key={key}>
          <dt>{t(`organisations:fact.${key}`)}</dt>
          <dd>{value ?? <span className="dim">{t('common:not-stated')}</span>}</dd>
        </div>
      ))}
    </dl>
  )
}
