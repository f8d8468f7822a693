import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireLanguage } from '#app/i18n/require-language.ts'
import { today } from '#app/platform/clock.server.ts'
import { jsonResponse } from '#app/platform/data-response.server.ts'
import { anonymousDb } from '#app/platform/database.server.ts'
import { membershipRows } from '#app/services/country-twin.server.ts'
import { readCountry } from '#app/services/read-country.server.ts'

/** The whole record, with the refs of what is promised and offered to the country and why each reaches it. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  requireLanguage(params.lang)
  const at = today(context)
  const found = await readCountry(anonymousDb(context), params.iso2 ?? '', at)
  if (found === null) throw new Response(null, { status: 404 })
  const { iso2, iso3, m49, names, regions, incomeGroup, isUnMember } = found.country
  return jsonResponse({
    iso2,
    iso3,
    m49,
    names,
    regions,
    income_group: incomeGroup,
    is_un_member: isUnMember,
    memberships: membershipRows(found.country, at),
    commitments: found.promises.flatMap(({ reach, commitments }) => commitments.map(({ ref }) => ({ ref, reach }))),
    offers: found.offers.map(({ item, reach }) => ({ ref: item.ref, window: item.window, reach })),
    organisations: found.organisations,
  })
}
