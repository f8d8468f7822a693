import type { Country } from '#app/domain/countries/country.ts'
import type { Organisation } from '#app/domain/organisations/organisation.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { DataTable } from '../ui/data-table.tsx'
import { LinkTo } from '../ui/link-to.tsx'
import { Words } from '../ui/words.tsx'
import { CountryLink } from './country-name.tsx'

type Props = { organisations: readonly Organisation[]; countries: readonly Pick<Country, 'iso2' | 'names'>[] }

/** Organisations with kind, country and web domain. */
export function OrganisationTable({ organisations, countries }: Props) {
  const { t } = useLanguage()
  const byCode = new Map(countries.map(country => [country.iso2, country]))
  return (
    <DataTable
      rows={organisations}
      rowKey={({ ref }) => ref}
      head={{
        label: t('organisations:name'),
        cell: ({ ref, name }) => (
          <LinkTo to={`/organisations/${ref}`}>
            <Words of={name} />
          </LinkTo>
        ),
      }}
      columns={[
        { key: 'kind', label: t('common:kind'), cell: ({ kind }) => t(`organisations:kind.${kind}`) },
        {
          key: 'country',
          label: t('common:country'),
          cell: ({ country: iso2 }) => {
            const country = iso2 === null ? undefined : byCode.get(iso2)
            return country ? <CountryLink country={country} /> : t('common:not-stated')
          },
        },
        {
          key: 'domain',
          label: t('organisations:domain'),
          cell: ({ domain }) =>
            domain ? (
              <bdi lang="en" dir="ltr" data-user>
                {domain}
              </bdi>
            ) : (
              t('common:not-stated')
            ),
        },
      ]}
    />
  )
}
