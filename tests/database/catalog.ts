import type { Db } from '#embedded/engine/db.ts'

export type Column = {
  name: string
  type: string
  kind: string
  isRequired: boolean
  isGenerated: boolean
  isInUniqueKey: boolean
}
export type Relation = { name: string; kind: 'table' | 'view'; key: string[]; columns: Column[] }

/** Schemas that a client may reach by name or through a function, and those of the services beside them. */
export const watchedSchemas = "('public', 'private', 'auth', 'storage')"

/** Every table and view of the watched schemas, from the catalogue. */
export async function readRelations(db: Db): Promise<Relation[]> {
  const rows = await db.query(`
    select json_build_object(
      'name', format('%s.%s', n.nspname, c.relname),
      'kind', case when c.relkind in ('r', 'p') then 'table' else 'view' end,
      'key', coalesce((select json_agg(a.attname order by k.n) from pg_index i, unnest(i.indkey) with ordinality k (attnum, n)
        join pg_attribute a on a.attnum = k.attnum where a.attrelid = i.indrelid and i.indrelid = c.oid and i.indisprimary), '[]'),
      'columns', (select json_agg(json_build_object(
          'name', a.attname, 'type', format_type(a.atttypid, null), 'kind', t.typtype,
          'isRequired', a.attnotnull and not a.atthasdef and a.attidentity = '',
          'isGenerated', a.attgenerated <> '',
          'isInUniqueKey', exists (select from pg_index i where i.indrelid = c.oid and i.indisunique and a.attnum = any (i.indkey))
        ) order by a.attnum)
        from pg_attribute a join pg_type t on t.oid = a.atttypid
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped)
    )::text as relation
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ${watchedSchemas} and c.relkind in ('r', 'p', 'v', 'm', 'f')
    order by n.nspname, c.relname`)
  return rows.map(({ relation }) => JSON.parse(relation ?? '') as Relation)
}
