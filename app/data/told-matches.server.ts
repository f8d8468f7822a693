import { z } from 'zod'
import type { Db } from '#app/platform/database.server.ts'
import { databaseFault } from './database-fault.ts'
import { rowsOf } from './read-all.ts'

/** Refs of open offers of the platform whose fitting needs are not all told; for the service alone. */
export async function listOffersToTell(db: Db): Promise<string[]> {
  return (await rowsOf(db.rpc('offers_to_tell'))).map(row => z.object({ ref: z.string() }).parse(row).ref)
}

/** Tells an institution that an offer fits its need; false where it was told already, or need not be. */
export async function tellMatch(db: Db, request: string, offer: string): Promise<boolean> {
  const { data, error } = await db.rpc('tell_match', { request, offer })
  if (error) throw databaseFault(error)
  return z.boolean().parse(data)
}

/** All whom an offer fits were told. */
export async function closeTelling(db: Db, offer: string): Promise<void> {
  const { error } = await db.rpc('close_telling', { offer })
  if (error) throw databaseFault(error)
}
