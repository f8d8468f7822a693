import { z } from 'zod'
import type { Db } from '#app/platform/database.server.ts'
import { databaseFault } from './database-fault.ts'

/** A form that waits for its writer. `userId`: whose session had ended; null where the browser held none. */
export type Parked = { actKey: string; userId: string | null; keptAt: string }

const listed = z
  .object({ act_key: z.string(), user_id: z.string().nullable(), kept_at: z.string() })
  .transform(row => ({ actKey: row.act_key, userId: row.user_id, keptAt: row.kept_at }))

const found = z
  .object({ user_id: z.string().nullable(), kept_at: z.string(), box: z.string() })
  .transform(row => ({ userId: row.user_id, keptAt: row.kept_at, box: row.box }))

/** For the service role, as all that follows: `browser` is the name of the key that a browser holds. */
export async function parkPost(
  db: Db,
  browser: string,
  { actKey, userId, box }: { actKey: string; userId: string | null; box: string },
): Promise<void> {
  // Generated types cannot say that an argument may be null.
  const { error } = await db.rpc('park_post', { browser, act_key: actKey, user_id: userId as string, box })
  if (error) throw databaseFault(error)
}

/** What a browser has waiting that its reader has not sent since, the newest first. */
export async function listParkedPosts(db: Db, browser: string, reader: string): Promise<Parked[]> {
  const { data, error } = await db.rpc('list_parked_posts', { browser, reader })
  if (error) throw databaseFault(error)
  return z.array(listed).parse(data)
}

export async function findParkedPost(db: Db, browser: string, actKey: string) {
  const { data, error } = await db.rpc('find_parked_post', { browser, act_key: actKey })
  if (error) throw databaseFault(error)
  return z.array(found).parse(data)[0] ?? null
}

export async function throwParkedPostAway(db: Db, browser: string, actKey: string): Promise<void> {
  const { error } = await db.rpc('throw_parked_post_away', { browser, act_key: actKey })
  if (error) throw databaseFault(error)
}

/** Forgets what is older than a day. */
export async function sweepParkedPosts(db: Db): Promise<void> {
  const { error } = await db.rpc('sweep_parked_posts')
  if (error) throw databaseFault(error)
}
