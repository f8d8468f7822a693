import { isOfService, leftOut, leftOutWithoutKeys, serviceTables } from './left-out.ts'
import type { Session } from './session.ts'

export type Column = {
  name: string
  /** In full and without length, so that a value too long is refused and not cut. */
  type: string
  isRequired: boolean
}
export type Trigger = { name: string; isAlways: boolean }
export type Reference = { name: string; to: string; isDeferred: boolean }
export type Table = {
  name: string
  columns: Column[]
  /** By which its rows are ordered: the primary key, as expressions whose order no locale changes. */
  order: string[]
  /** Those that would act on a row put in. */
  triggers: Trigger[]
  references: Reference[]
  /** Whether the role of this session may change the table itself. */
  isOwn: boolean
}

/** Every table of the schemas that a client, a command or a service beside the app writes, from the catalogue. */
export async function listTables(session: Session): Promise<Table[]> {
  const rows = await session.query(catalogue)
  return rows.map(row => JSON.parse(row.table_json ?? '') as Table)
}

const catalogue = `
  select json_build_object(
    'name', n.nspname || '.' || c.relname,
    'columns', (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, -1),
        'isRequired', a.attnotnull and not a.atthasdef and a.attidentity = '') order by a.attnum)
      from pg_attribute a
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''),
    'order', coalesce(
      (select json_agg(quote_ident(a.attname) || case when a.attcollation <> 0 then ' collate pg_catalog."C"' else '' end
          order by k.n)
        from pg_index i cross join unnest(i.indkey) with ordinality k (attnum, n)
        join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum
        where i.indrelid = c.oid and i.indisprimary),
      json_build_array('t::text collate pg_catalog."C"')),
    'triggers', coalesce((select json_agg(json_build_object('name', g.tgname, 'isAlways', g.tgenabled = 'A') order by g.tgname)
      from pg_trigger g where g.tgrelid = c.oid and not g.tgisinternal and g.tgenabled in ('O', 'A')
        and g.tgtype & 4 = 4), '[]'),
    'references', coalesce((select json_agg(json_build_object('name', f.conname, 'isDeferred', f.condeferrable,
        'to', (select tn.nspname || '.' || tc.relname from pg_class tc join pg_namespace tn on tn.oid = tc.relnamespace
          where tc.oid = f.confrelid)) order by f.conname)
      from pg_constraint f where f.conrelid = c.oid and f.contype = 'f'), '[]'),
    'isOwn', pg_has_role(c.relowner, 'usage')
  )::text as table_json
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p') and not c.relispartition and n.nspname in ('public', 'private', 'auth', 'storage')
  order by n.nspname, c.relname`

/** Those of the tables that go into an archive, each after the tables that its rows point to. */
export function carriedTables(tables: readonly Table[], withKeys: boolean): Table[] {
  const isListed = ({ name }: Table) => !(name in leftOut) && (!isOfService(name) || serviceTables.includes(name))
  const stay = new Set(withKeys ? [] : Object.keys(leftOutWithoutKeys))
  const hangsOn = ({ references }: Table) => references.some(({ to }) => stay.has(to))
  for (let size = -1; size !== stay.size; ) {
    size = stay.size
    for (const table of tables) if (hangsOn(table)) stay.add(table.name)
  }
  return parentsFirst(tables.filter(table => isListed(table) && !stay.has(table.name)))
}

/** Where tables point to each other in a circle, one of the circle comes first. */
function parentsFirst(tables: readonly Table[]): Table[] {
  const byName = new Map(tables.map(table => [table.name, table]))
  const ordered = new Set<Table>()
  const visiting = new Set<Table>()
  const visit = (table: Table) => {
    if (ordered.has(table) || visiting.has(table)) return
    visiting.add(table)
    for (const { to } of table.references) {
      const parent = byName.get(to)
      if (parent !== undefined) visit(parent)
    }
    ordered.add(table)
  }
  for (const table of tables) visit(table)
  return [...ordered]
}

/** As SQL names it. */
export const quoteTable = (name: string): string => name.split('.').map(quote).join('.')

export const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`
