import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireLanguage } from '#app/i18n/require-language.ts'
import { jsonResponse } from '#app/platform/data-response.server.ts'
import { anonymousDb } from '#app/platform/database.server.ts'
import { readOpenDelivery } from '#app/services/deliveries/read-delivery.server.ts'

/** The whole record, with every step and whether it counts. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  requireLanguage(params.lang)
  const delivery = await readOpenDelivery(anonymousDb(context), params.ref ?? '')
  if (delivery === null) throw new Response(null, { status: 404 })
  return jsonResponse(delivery)
}
