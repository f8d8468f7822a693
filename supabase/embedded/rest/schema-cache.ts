import type { Db } from '../engine/db.ts'

export type Column = { name: string; type: string }
/** `fallback` is the expression of the column's default, in the catalogue's own words. */
export type RelationColumn = Column & { fallback: string | null }
export type Relation = { name: string; columns: RelationColumn[]; primaryKey: string[] }
export type Argument = { name: string; type: string; isRequired: boolean; isVariadic: boolean }
export type Routine = {
  name: string
  volatility: 'i' | 's' | 'v'
  args: Argument[]
  returnsSet: boolean
  returns: 'void' | 'scalar' | 'composite'
  /** Columns of a composite result. */
  columns: Column[]
}
export type SchemaCache = { relations: Map<string, Relation>; routines: Map<string, Routine[]> }

/** The only schema that answers; `private` and `auth` do not exist for a caller. */
export const EXPOSED_SCHEMA = 'public'

const RELATIONS = `
  select c.relname as name,
    json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, -1), 'fallback', case
      when a.attidentity <> '' then format('nextval(%L)', pg_get_serial_sequence(c.oid::regclass::text, a.attname))
      when a.attgenerated = '' then pg_get_expr(d.adbin, d.adrelid) end) order by a.attnum) as columns,
    coalesce(json_agg(a.attname order by array_position(i.indkey::int2[], a.attnum))
      filter (where a.attnum = any (i.indkey)), '[]') as "primaryKey"
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
  left join pg_index i on i.indrelid = c.oid and i.indisprimary
  where c.relnamespace = $1::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f')
  group by c.oid, c.relname`

const ROUTINES = `
  select p.proname as name, p.provolatile as volatility, p.proretset as "returnsSet",
    case when p.prorettype = 'void'::regtype then 'void'
      when coalesce(out.names is not null, false) or coalesce(base.typtype, t.typtype) = 'c' then 'composite'
      else 'scalar' end as returns,
    coalesce(args.list, '[]') as args,
    coalesce(out.names, rel.columns, '[]') as columns
  from pg_proc p
  join pg_type t on t.oid = p.prorettype
  left join pg_type base on base.oid = t.typbasetype
  left join lateral (
    select json_agg(json_build_object('name', coalesce(a.name, ''), 'type', format_type(a.type, -1),
      'isVariadic', coalesce(a.mode = 'v', false), 'isRequired', a.n <= p.pronargs - p.pronargdefaults) order by a.n) as list
    from (
      select row_number() over (order by u.n) as n, u.name, u.type, u.mode
      from unnest(coalesce(p.proallargtypes, p.proargtypes::oid[]), p.proargnames, p.proargmodes)
        with ordinality as u (type, name, mode, n)
      where coalesce(u.mode, 'i') in ('i', 'b', 'v')
    ) a
  ) args on true
  left join lateral (
    select json_agg(json_build_object('name', u.name, 'type', format_type(u.type, -1)) order by u.n) as names
    from unnest(p.proallargtypes, p.proargnames, p.proargmodes) with ordinality as u (type, name, mode, n)
    where u.mode in ('o', 'b', 't')
  ) out on true
  left join lateral (
    select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, -1)) order by a.attnum) as columns
    from pg_attribute a
    where a.attrelid = coalesce(base.typrelid, t.typrelid) and a.attnum > 0 and not a.attisdropped
  ) rel on true
  where p.pronamespace = $1::regnamespace and p.prokind = 'f'
  order by p.oid`

/** Reads what may be asked for from the catalogue. Every identifier in a query of the gateway comes from here. */
export async function loadSchemaCache(db: Db): Promise<SchemaCache> {
  // An empty search path makes format_type write each type with its schema, and a modifier of -1 no length.
  const results = await db.transaction(
    [
      { text: "select set_config('search_path', '', true)", params: [] },
      { text: `select coalesce(json_agg(x), '[]')::text as body from (${RELATIONS}) x`, params: [EXPOSED_SCHEMA] },
      { text: `select coalesce(json_agg(x), '[]')::text as body from (${ROUTINES}) x`, params: [EXPOSED_SCHEMA] },
    ],
    { readOnly: true },
  )
  const [, relationRows, routineRows] = results.map(rows => JSON.parse(rows[0]?.body ?? '[]') as unknown[])
  const relations = new Map<string, Relation>()
  for (const row of relationRows as Relation[]) relations.set(row.name, row)
  const routines = new Map<string, Routine[]>()
  for (const row of routineRows as Routine[]) routines.set(row.name, [...(routines.get(row.name) ?? []), row])
  return { relations, routines }
}
