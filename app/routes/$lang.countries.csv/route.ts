import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireLanguage } from '#app/i18n/require-language.ts'
import { today } from '#app/platform/clock.server.ts'
import { csvResponse } from '#app/platform/data-response.server.ts'
import { anonymousDb } from '#app/platform/database.server.ts'
import { countryFilterSchema } from '#app/schemas/country-filter.ts'
import { readQuery } from '#app/schemas/read-query.ts'
import { countryColumns, countryRow } from '#app/services/country-twin.server.ts'
import { findCountries } from '#app/services/list-countries.server.ts'

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  requireLanguage(params.lang)
  const at = today(context)
  const { countries } = await findCountries(anonymousDb(context), readQuery(countryFilterSchema, request.url), at)
  return csvResponse(
    countryColumns,
    countries.map(country => countryRow(country, at)),
    'countries.csv',
  )
}
