import type { Outcome } from './outcome.ts'

const labelled = [1, 2, 4, 5].map(n => ({ id: `00000000-0000-4000-8000-00000000000${n}` }))
const refused = (code: string): Outcome => ({ status: 400, data: null, count: null, code })
const untouched = { rows: 3, changed: [] }

export type Difference = Partial<Outcome>

/** What PostgREST has changed since 12, so that the gateway and any hosted Supabase answer alike. */
const since13: Record<string, Difference> = {
  // Since 13 an unknown table is found out before PostgreSQL is asked.
  'an unknown table': { code: 'PGRST205' },
  'a name with a quote': { code: 'PGRST205' },
  'insert into an unknown table': { code: 'PGRST205' },
  'update of an unknown table': { code: 'PGRST205' },
  'delete from an unknown table': { code: 'PGRST205' },
  // Since 13.
  'is not_null': { status: 200, data: labelled, code: null },
  // Since 13 every column that is no tsvector is turned into one.
  'text search on JSON': { status: 200, data: labelled.slice(0, 1), code: null },
}

/** Where the gateway does not follow: it refuses rather than answer something else, and asks a filter once. */
const stricter: Record<string, Difference> = {
  // PostgREST cuts the value at the null character and searches for something else.
  'a null character in a value': refused('22021'),
  // PostgREST drops what follows the closing bracket, so a filter that somebody wrote is not applied.
  'or with brackets in a value': refused('PGRST100'),
  // PostgREST asks it a second time of the rows that it gives back, which lack the column.
  'update by or, read': {
    status: 200,
    data: [{ b: 2 }],
    code: null,
    after: { rows: 2, changed: [{ a: 1, b: 2, label: 'z' }] },
  },
}

/** Hosted Supabase refuses what would meet every row, by the extension safeupdate; and so does the gateway. */
const needsFilter: Record<string, Difference> = {
  'update without a filter': { ...refused('21000'), after: untouched },
  'delete without a filter': { ...refused('21000'), after: untouched },
}

/**
 * Where a target answers otherwise than the recorded version of PostgREST, with what it answers, by the target and by
 * that version. A line that no longer makes a difference fails the test.
 */
const differences: Record<string, Record<string, Record<string, Difference>>> = {
  gateway: { '12.0.2': { ...since13, ...stricter, ...needsFilter } },
  Supabase: { '12.0.2': { ...since13, ...needsFilter } },
}

export const known = (target: string, recordedVersion: string): Record<string, Difference> =>
  differences[target]?.[recordedVersion] ?? {}
