import type { Outcome } from './outcome.ts'

const labelled = [1, 2, 4, 5].map(n => ({ id: `00000000-0000-4000-8000-00000000000${n}` }))
const refused = (code: string): Outcome => ({ status: 400, data: null, count: null, code })
const untouched = { rows: 3, changed: [] }

/**
 * Where the gateway answers otherwise than the recorded version, with what it answers: as PostgREST 14, its target,
 * or more strictly on purpose. A line that no longer makes a difference fails the test.
 */
export const knownDifferences: Record<string, Record<string, Partial<Outcome>>> = {
  '12.0.2': {
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
    // PostgREST drops what follows the closing bracket, so a filter that somebody wrote is not applied.
    'or with brackets in a value': refused('PGRST100'),
    // PostgREST asks it a second time of the rows that it gives back, which lack the column.
    'update by or, read': {
      status: 200,
      data: [{ b: 2 }],
      code: null,
      after: { rows: 2, changed: [{ a: 1, b: 2, label: 'z' }] },
    },
    // Hosted Supabase refuses them as well, by the extension safeupdate.
    'update without a filter': { ...refused('21000'), after: untouched },
    'delete without a filter': { ...refused('21000'), after: untouched },
    // PostgREST cuts the value at the null character and searches for something else.
    'a null character in a value': refused('22021'),
  },
}
