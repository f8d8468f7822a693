import { z } from 'zod'
import type { Db } from '#app/platform/database.server.ts'
import { rowsOf } from './read-all.ts'

/** One run of the import. `refused` names each row that was left out and why. */
export type ImportRun = {
  id: string
  /** An instant, ISO 8601 with zone. */
  at: string
  /** SHA-256 by file name. */
  files: Record<string, string>
  /** `file` is the one the rows of the table mainly come from. */
  counts: {
    table: string
    file: string
    read: number
    inserted: number
    changed: number
    removed: number
    kept: number
  }[]
  refused: { file: string; row: string; reason: string }[]
}

const row = z.object({
  id: z.string(),
  at: z.string(),
  files: z.record(z.string(), z.string()),
  counts: z.array(
    z.object({
      table: z.string(),
      file: z.string(),
      read: z.number(),
      inserted: z.number(),
      changed: z.number(),
      removed: z.number(),
      kept: z.number(),
    }),
  ),
  refused: z.array(z.object({ file: z.string(), row: z.string(), reason: z.string() })),
})

/** The latest 50 runs, newest first. */
export async function listImportRuns(db: Db): Promise<ImportRun[]> {
  const rows = await rowsOf(
    db
      .from('import_runs')
      .select('id, at, files, counts, refused')
      .order('at', { ascending: false })
      .order('id')
      .limit(50),
  )
  return rows.map(value => row.parse(value))
}
