import type { LoaderFunctionArgs } from '@remix-run/node'
import { findDelivery, findMyPart } from '#app/data/deliveries.server.ts'
import { actsOf, type DeliveryAct } from '#app/domain/deliveries/delivery-record.ts'
import { requireLanguage } from '#app/i18n/require-language.ts'
import { sessionDb } from '#app/platform/session-client.server.ts'
import { requireSession } from '../accounts/find-session.server.ts'

type Args = Pick<LoaderFunctionArgs, 'request' | 'params' | 'context'>

/** The delivery of an address with what the reader can do with it now; to whoever never had a part in it there is no such page. */
export async function requirePart({ request, params, context }: Args) {
  const lang = requireLanguage(params.lang).code
  await requireSession(context, request, lang)
  const db = sessionDb(context, request)
  const delivery = await findDelivery(db, params.ref ?? '')
  if (delivery === null) throw new Response(null, { status: 404 })
  const part = await findMyPart(db, delivery.ref)
  const isAnybody = part.reporter !== null || part.receiver !== null || part.wasDrawn || part.coordinates
  if (!isAnybody) throw new Response(null, { status: 404 })
  const acts: DeliveryAct[] = actsOf(delivery, part)
  return { lang, db, delivery, part, acts }
}
