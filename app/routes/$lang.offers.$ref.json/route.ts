import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireLanguage } from '#app/i18n/require-language.ts'
import { today } from '#app/platform/clock.server.ts'
import { jsonResponse } from '#app/platform/data-response.server.ts'
import { anonymousDb } from '#app/platform/database.server.ts'
import { offerRecord } from '#app/services/offer-twin.server.ts'
import { readOffer } from '#app/services/read-offer.server.ts'

/** The whole record, with the window as the page computes it. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  requireLanguage(params.lang)
  const at = today(context)
  const found = await readOffer(anonymousDb(context), params.ref ?? '', at)
  if (found === null) throw new Response(null, { status: 404 })
  return jsonResponse(offerRecord(found.offer, at))
}
