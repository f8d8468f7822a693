import { ArchiveError, type Cells } from './archive-format.ts'
import { isOfService } from './left-out.ts'
import type { Session } from './session.ts'
import { quote, quoteTable, type Table } from './tables.ts'

/** How rows of one table of an archive are put into that of a database. */
export type Loader = (rows: readonly Cells[]) => Promise<void>

/**
 * Where the account service is that of Supabase: what it reads as a text and never as null, and the number of the only
 * instance that it looks at.
 */
const forSupabase: Record<string, string> = {
  instance_id: '00000000-0000-0000-0000-000000000000',
  confirmation_token: '',
  recovery_token: '',
  email_change_token_new: '',
  email_change: '',
}

/**
 * The archive must have every column of ours, and no other. Of tables of a service what both sides have goes over: the
 * built-in service has only the columns that Imarika uses, and that of Supabase grows by itself.
 */
export function makeLoader(session: Session, table: Table, columns: readonly string[]): Loader {
  if (!isOfService(table.name)) requireSameColumns(table, columns)
  const isSupabaseUsers = table.name === 'auth.users' && table.columns.some(({ name }) => name === 'instance_id')
  const names: string[] = []
  const values: string[] = []
  for (const { name, type } of table.columns) {
    const at = columns.indexOf(name)
    const fallback = isSupabaseUsers ? forSupabase[name] : undefined
    if (at === -1 && fallback === undefined) continue
    const given = at === -1 ? 'null' : `r ->> ${at}`
    names.push(quote(name))
    values.push(fallback === undefined ? `(${given})::${type}` : `coalesce(${given}, '${fallback}')::${type}`)
  }
  const text = `insert into ${quoteTable(table.name)} (${names.join(', ')}) overriding system value
    select ${values.join(', ')} from jsonb_array_elements($1::jsonb) as given (r)`
  return async rows => {
    await session.query(text, [JSON.stringify(rows)])
  }
}

function requireSameColumns(table: Table, columns: readonly string[]): void {
  const own = table.columns.map(({ name }) => name)
  const more = columns.filter(name => !own.includes(name))
  const missing = own.filter(name => !columns.includes(name))
  if (more.length === 0 && missing.length === 0) return
  const parts = [
    ...(more.length > 0 ? [`the archive has ${more.join(', ')}, which the database has not`] : []),
    ...(missing.length > 0 ? [`the database has ${missing.join(', ')}, which the archive has not`] : []),
  ]
  throw new ArchiveError(`The columns of ${table.name} differ: ${parts.join('; ')}.`)
}
