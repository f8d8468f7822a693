import type { LoaderFunctionArgs } from '@remix-run/node'
import { findDelivery } from '#app/data/deliveries.server.ts'
import { requireLanguage } from '#app/i18n/require-language.ts'
import { jsonResponse } from '#app/platform/data-response.server.ts'
import { anonymousDb } from '#app/platform/database.server.ts'

/** The whole record; what is invented for the demonstration is no open data. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  requireLanguage(params.lang)
  const delivery = await findDelivery(anonymousDb(context), params.ref ?? '')
  if (delivery === null || delivery.origin === 'demonstration') throw new Response(null, { status: 404 })
  return jsonResponse(delivery)
}
