import { z } from 'zod'
import type { Db } from '#app/platform/database.server.ts'
import { rowsOf } from './read-all.ts'

/** A topic of the tree; null parent = a root. Names are texts in `locales/*\/topics.json` under the code. */
export type Topic = { code: string; parent: string | null }

const row = z.object({ code: z.string(), parent: z.string().nullable() })

/** All topics, by code. */
export async function listTopics(db: Db): Promise<Topic[]> {
  const rows = await rowsOf(db.from('topics').select('code, parent').order('code').limit(1000))
  return rows.map(value => row.parse(value))
}
