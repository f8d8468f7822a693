import type { AppLoadContext } from '@remix-run/node'
import { listCountries } from '#app/data/countries.server.ts'
import { findDelivery, findMyPart } from '#app/data/deliveries.server.ts'
import { actsOf, type DeliveryRecord } from '#app/domain/deliveries/delivery-record.ts'
import { anonymousDb, type Db } from '#app/platform/database.server.ts'
import { sessionDb } from '#app/platform/session-client.server.ts'
import { findSession } from '../accounts/find-session.server.ts'

/** A delivery as everybody reads it, and what whoever reads it can do with it; null where none has this ref. */
export async function readDelivery(context: AppLoadContext, request: Request, ref: string) {
  const delivery = await findDelivery(anonymousDb(context), ref)
  if (delivery === null) return null
  const [session, countries] = await Promise.all([
    findSession(context, request),
    delivery.place === null ? [] : listCountries(anonymousDb(context)),
  ])
  const part = session === null ? null : await findMyPart(sessionDb(context, request), ref)
  const place = countries.find(({ iso2 }) => iso2 === delivery.place)
  return {
    delivery,
    place: place ? { iso2: place.iso2, names: place.names } : null,
    acts: part === null ? [] : actsOf(delivery, part),
    files: part?.files ?? [],
    handedBack: part?.coordinates ? part.handedBack : [],
  }
}

/** The record as open data: what is invented for the demonstration is none. */
export async function readOpenDelivery(db: Db, ref: string): Promise<DeliveryRecord | null> {
  const delivery = await findDelivery(db, ref)
  return delivery?.origin === 'demonstration' ? null : delivery
}
