import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Page } from '#app/components/layout/page.tsx'
import { Twins } from '#app/components/ui/twins.tsx'
import type { Country } from '#app/domain/countries/country.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { pageTitle } from '#app/i18n/page-title.ts'
import { today } from '#app/platform/clock.server.ts'
import { anonymousDb } from '#app/platform/database.server.ts'
import { countryFilterSchema } from '#app/schemas/country-filter.ts'
import { readQuery } from '#app/schemas/read-query.ts'
import { findCountries } from '#app/services/list-countries.server.ts'
import { CountryFilterForm } from './country-filter-form.tsx'
import { CountryItems } from './country-items.tsx'

export const meta: MetaFunction = ({ params }) => pageTitle(params.lang, 'countries:title')

export async function loader({ request, context }: LoaderFunctionArgs) {
  const query = readQuery(countryFilterSchema, request.url)
  const at = today(context)
  return { ...(await findCountries(anonymousDb(context), query, at)), query, at }
}

export default function Countries() {
  const { t, format } = useLanguage()
  const { countries, places, query, at } = useLoaderData<typeof loader>()
  const parts = byContinent(countries)
  return (
    <Page>
      <h1>{t('countries:heading', { count: countries.length, n: format.number(countries.length) })}</h1>
      <p className="lead">{t('countries:lead', { date: format.day(at) })}</p>
      <CountryFilterForm query={query} places={places} />
      {countries.length === 0 ? <h2>{t('common:none-found')}</h2> : null}
      {parts.map(({ code, members }) => (
        <section key={code ?? 'none'}>
          <h2>
            {code === null ? t('countries:no-region') : t.code('places', code)}{' '}
            <span className="rank">{format.number(members.length)}</span>
          </h2>
          <CountryItems countries={members} at={at} />
        </section>
      ))}
      <Twins formats={['csv', 'json']} />
    </Page>
  )
}

/** By the widest region, in the order of their codes; those of no region last. */
function byContinent(countries: readonly Country[]): { code: string | null; members: Country[] }[] {
  const codes = [...new Set(countries.map(({ regions }) => regions.at(-1) ?? null))]
  return codes
    .sort((a, b) => (a === null ? 1 : b === null ? -1 : a < b ? -1 : 1))
    .map(code => ({ code, members: countries.filter(({ regions }) => (regions.at(-1) ?? null) === code) }))
}
