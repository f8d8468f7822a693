import { z } from 'zod'
import type { Db } from '#app/platform/database.server.ts'
import { databaseFault } from './database-fault.ts'

/** Whether there is a demonstration to look at. */
export async function hasDemonstration(db: Db): Promise<boolean> {
  const { data, error } = await db.rpc('has_demonstration')
  if (error) throw databaseFault(error)
  return z.boolean().parse(data)
}

/** Whether the reader plays in the demonstration: what they found is invented, what is real is closed to them. */
export async function playsInDemonstration(db: Db): Promise<boolean> {
  const { data, error } = await db.rpc('plays_in_demonstration')
  if (error) throw databaseFault(error)
  return z.boolean().parse(data)
}
