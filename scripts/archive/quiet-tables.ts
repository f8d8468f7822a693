import { ArchiveError } from './archive-format.ts'
import type { Session } from './session.ts'
import { quote, quoteTable, type Table } from './tables.ts'

/**
 * Makes the tables take rows as they are, in the given order: their triggers do not act, since what they would write is
 * in the archive, and a reference to a row that comes later is checked at the end. Returns what puts all of it back,
 * still in the same transaction, and checks every such reference.
 */
export async function quietTables(session: Session, tables: readonly Table[]): Promise<() => Promise<void>> {
  const undo: string[] = []
  const change = async (text: string, back: string) => {
    await session.query(text)
    undo.push(back)
  }
  const earlier = new Set<string>()
  for (const table of tables) {
    const alter = `alter table ${quoteTable(table.name)}`
    for (const { name, isAlways } of table.isOwn ? table.triggers : []) {
      await change(
        `${alter} disable trigger ${quote(name)}`,
        `${alter} enable ${isAlways ? 'always ' : ''}trigger ${quote(name)}`,
      )
    }
    for (const { name, to, isDeferred } of table.isOwn ? table.references : []) {
      if (earlier.has(to) || isDeferred) continue
      const constraint = `${alter} alter constraint ${quote(name)}`
      await change(`${constraint} deferrable initially deferred`, `${constraint} not deferrable`)
    }
    earlier.add(table.name)
  }
  return async () => {
    // Before the tables are changed back: PostgreSQL refuses that while a check is due.
    await session.query('set constraints all immediate')
    for (const text of undo) await session.query(text)
  }
}

/**
 * For tables of the account service of a Supabase, which are not ours to change: PostgreSQL lets triggers rest for
 * a session whose role may say that it is a replica. It checks no reference then, so the caller does.
 */
export async function actAsReplica(session: Session, isOn: boolean): Promise<void> {
  const [may] = await session.query("select has_parameter_privilege('session_replication_role', 'set') as may_set")
  if (may?.may_set !== 't') {
    throw new ArchiveError(
      'The tables of accounts have triggers that this role cannot switch off. Use a role that may set session_replication_role.',
    )
  }
  await session.query(`set local session_replication_role = ${isOn ? 'replica' : 'origin'}`)
}

/** Throws where a row of the table points to one that is not there. */
export async function requireReferences(session: Session, table: Table): Promise<void> {
  const keys = await session.query(
    `select f.confrelid::regclass::text as parent,
      string_agg(format('c.%I is not null', a.attname), ' and ' order by k.n) as is_set,
      string_agg(format('p.%I = c.%I', b.attname, a.attname), ' and ' order by k.n) as is_same
    from pg_constraint f cross join unnest(f.conkey, f.confkey) with ordinality k (attnum, parent_attnum, n)
    join pg_attribute a on a.attrelid = f.conrelid and a.attnum = k.attnum
    join pg_attribute b on b.attrelid = f.confrelid and b.attnum = k.parent_attnum
    where f.conrelid = $1::regclass and f.contype = 'f' group by f.oid`,
    [quoteTable(table.name)],
  )
  for (const { parent, is_set, is_same } of keys) {
    const text = `select exists (select from ${quoteTable(table.name)} c where ${is_set}
      and not exists (select from ${parent} p where ${is_same})) as is_broken`
    const [row] = await session.query(text)
    if (row?.is_broken === 't')
      throw new ArchiveError(`A row of ${table.name} belongs to one of ${parent} that is missing.`)
  }
}
