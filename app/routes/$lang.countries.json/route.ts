import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireLanguage } from '#app/i18n/require-language.ts'
import { today } from '#app/platform/clock.server.ts'
import { jsonResponse } from '#app/platform/data-response.server.ts'
import { anonymousDb } from '#app/platform/database.server.ts'
import { countryFilterSchema } from '#app/schemas/country-filter.ts'
import { readQuery } from '#app/schemas/read-query.ts'
import { countryRow, membershipRows } from '#app/services/country-twin.server.ts'
import { findCountries } from '#app/services/list-countries.server.ts'

/** The rows of the list, each with its dated memberships. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  requireLanguage(params.lang)
  const at = today(context)
  const { countries } = await findCountries(anonymousDb(context), readQuery(countryFilterSchema, request.url), at)
  return jsonResponse({
    groups_at: at,
    total: countries.length,
    countries: countries.map(country => ({ ...countryRow(country, at), memberships: membershipRows(country, at) })),
  })
}
