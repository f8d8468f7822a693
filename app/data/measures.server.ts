import { z } from 'zod'
import type { Measure } from '#app/domain/commitments/commitment.ts'
import type { Db } from '#app/platform/database.server.ts'
import { rowsOf } from './read-all.ts'

const row = z.object({ code: z.string(), nature: z.enum(['stock', 'rate']), currency: z.string().nullable() })

/** All measures, by code. Names are texts in `locales/*\/measures.json` under the code. */
export async function listMeasures(db: Db): Promise<Measure[]> {
  const rows = await rowsOf(db.from('measures').select('code, nature, currency').order('code').limit(1000))
  return rows.map(value => row.parse(value))
}
