import type { Country } from '#app/domain/countries/country.ts'
import type { SupportRequest } from '#app/domain/needs/support-request.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { countryName } from '../records/country-name.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { LinkTo } from '../ui/link-to.tsx'
import { Words } from '../ui/words.tsx'
import { PartLine } from './part-line.tsx'
import { RequestTag } from './state-tags.tsx'

type Props = {
  requests: readonly SupportRequest[]
  countries: readonly Pick<Country, 'iso2' | 'names'>[]
  caption?: string
}

/** Needs with who states them, how far they are covered, what kind of help, and until when. */
export function RequestTable({ requests, countries, caption }: Props) {
  const { language, t, format } = useLanguage()
  return (
    <DataTable
      caption={caption}
      rows={requests}
      rowKey={({ ref }) => ref}
      head={{
        label: t('needs:one'),
        cell: ({ ref, title, organisation, state }) => {
          const country = countries.find(({ iso2 }) => iso2 === organisation.country)
          return (
            <>
              <LinkTo to={`/needs/${ref}`}>
                <Words of={title} />
              </LinkTo>
              <span className="hint">
                <Words of={organisation.name} />
                {country ? ' · ' : ''}
                {country ? <Words of={countryName(country, language.code)} /> : null}
              </span>
              <RequestTag state={state} />
            </>
          )
        },
      }}
      columns={[
        { key: 'kind', label: t('common:kind'), cell: ({ kind }) => t.code('values', `kind.${kind}`) },
        {
          key: 'parts',
          label: t('needs:asked'),
          cell: ({ parts }) => (
            <ul className="rows tight">
              {parts.map((part, n) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two parts may be in one measure; nothing moves them
                <li key={n}>
                  <PartLine part={part} />
                </li>
              ))}
            </ul>
          ),
        },
        {
          key: 'by',
          label: t('needs:needed-by'),
          cell: ({ neededBy }) =>
            neededBy ? format.day(neededBy) : <span className="dim">{t('common:not-stated')}</span>,
        },
      ]}
    />
  )
}
