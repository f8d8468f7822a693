import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireLanguage } from '#app/i18n/require-language.ts'
import { today } from '#app/platform/clock.server.ts'
import { jsonResponse } from '#app/platform/data-response.server.ts'
import { anonymousDb } from '#app/platform/database.server.ts'
import { offerFilterSchema } from '#app/schemas/offer-filter.ts'
import { readQuery } from '#app/schemas/read-query.ts'
import { findOffers } from '#app/services/list-offers.server.ts'
import { offerRow } from '#app/services/offer-twin.server.ts'

/** All rows of the filter, not one page of them. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  requireLanguage(params.lang)
  const at = today(context)
  const found = await findOffers(anonymousDb(context), readQuery(offerFilterSchema, request.url), at)
  return jsonResponse({ window_at: at, total: found.length, offers: found.map(offer => offerRow(offer, at)) })
}
