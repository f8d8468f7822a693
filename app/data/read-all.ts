import type { PostgrestError } from '@supabase/supabase-js'
import { databaseFault } from './database-fault.ts'

type Answer = PromiseLike<{ data: unknown[] | null; error: PostgrestError | null }>

/** A server hands out at most 1,000 rows at a time, whatever is asked. */
export const pageSize = 1000

/** The rows of an answer; an error of the database is thrown with its code, never read as "nothing found". */
export async function rowsOf(answer: Answer): Promise<unknown[]> {
  const { data, error } = await answer
  if (error) throw databaseFault(error)
  return data ?? []
}

/** All rows, a page at a time by a unique key that the rows carry, so that none is lost beyond the first page. */
export async function readAll<Row>(
  page: (afterKey: string | null) => Answer,
  parse: (row: unknown) => Row,
  keyOf: (row: Row) => string,
): Promise<Row[]> {
  const all: Row[] = []
  for (let after: string | null = null; ; ) {
    const rows = (await rowsOf(page(after))).map(parse)
    all.push(...rows)
    const last = rows.at(-1)
    if (last === undefined || rows.length < pageSize) return all
    after = keyOf(last)
  }
}
