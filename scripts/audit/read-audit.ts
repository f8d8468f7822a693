import type { SupabaseClient } from '@supabase/supabase-js'
import type { z } from 'zod'
import type { Database } from '#app/data/database.types.ts'
import { type AuditRow, auditRow, type Leaf, leafRow, type Seal, sealRow } from './audit-rows.ts'

type Service = SupabaseClient<Database>

/** Rows of one answer; of the whole audit no more are in memory at a time. */
const pageRows = 10_000

export function readChains(service: Service): AsyncGenerator<AuditRow> {
  const order: Record<AuditRow['kind'], number> = { link: 1, sealed: 2, head: 3 }
  return readPages(
    after => service.rpc('read_audit', { after: after as never, most: pageRows }),
    auditRow,
    ({ chain, subject, position, kind }) => [chain, subject, position, order[kind]],
  )
}

export function readSeals(service: Service): AsyncGenerator<Seal> {
  return readPages(
    after => service.rpc('read_seals', { after: after === null ? 0 : Number(after[0]), most: pageRows }),
    sealRow,
    ({ position }) => [position],
  )
}

export function readLeaves(service: Service): AsyncGenerator<Leaf> {
  return readPages(
    after => service.rpc('read_sealed_heads', { after: after as never, most: pageRows }),
    leafRow,
    ({ seal, chain, subject }) => [seal, chain, subject],
  )
}

type Place = (string | number)[] | null
type Answer = PromiseLike<{ data: unknown; error: { message: string } | null }>

async function* readPages<Row>(
  page: (after: Place) => Answer,
  row: z.ZodType<Row>,
  placeOf: (row: Row) => (string | number)[],
): AsyncGenerator<Row> {
  for (let after: Place = null; ; ) {
    const { data, error } = await page(after)
    if (error) throw new Error(`The audit could not be read: ${error.message}`, { cause: error })
    const rows = row.array().parse(data)
    yield* rows
    const last = rows.at(-1)
    if (last === undefined || rows.length < pageRows) return
    after = placeOf(last)
  }
}
