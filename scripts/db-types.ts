import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Db } from '#embedded/engine/db.ts'
import { openEmbedded } from '#embedded/open.ts'

/**
 * Writes app/data/database.types.ts, the shape that supabase-js takes as `Database`, from the catalogue of a
 * database made in memory from the migrations. With `--check` it writes nothing and fails when the file is stale.
 * Another file may be named instead.
 */
const standard = fileURLToPath(new URL('../app/data/database.types.ts', import.meta.url))
const target = process.argv.slice(2).find(argument => argument.endsWith('.ts')) ?? standard
const migrationsDir = fileURLToPath(new URL('../supabase/migrations', import.meta.url))

type TypeRef = { name: string; category: 'array' | 'composite' | 'other' }
type Column = TypeRef & { column: string; isNullable: boolean; isOptional: boolean; isGenerated: boolean }
type Relation = { name: string; isTable: boolean; columns: Column[] }
type Argument = TypeRef & { argument: string; mode: 'i' | 'o' | 'b' | 'v' | 't'; isOptional: boolean }
type Routine = { name: string; returns: TypeRef; returnsSet: boolean; relation: string | null; args: Argument[] }
type Catalogue = { relations: Relation[]; routines: Routine[] }

/** A domain counts as its base type, an array as its element with `[]`. */
const TYPES = `
  create temporary view type_refs as
  with recursive bases as (
    select oid, oid as base from pg_type where typtype <> 'd'
    union all select t.oid, b.base from pg_type t join bases b on b.oid = t.typbasetype where t.typtype = 'd'
  )
  select bases.oid, coalesce(element.typname, t.typname) as name,
    case when element.oid is not null then 'array' when t.typtype = 'c' then 'composite' else 'other' end as category
  from bases join pg_type t on t.oid = bases.base
  left join pg_type element on element.oid = t.typelem and t.typcategory = 'A'`

const RELATIONS = `
  select c.relname as name, c.relkind in ('r', 'p', 'f') as "isTable",
    json_agg(json_build_object('column', a.attname, 'name', r.name, 'category', r.category,
      'isNullable', not a.attnotnull, 'isOptional', not a.attnotnull or a.atthasdef or a.attidentity <> '',
      'isGenerated', a.attgenerated <> '' or a.attidentity = 'a') order by a.attname collate "C") as columns
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  join type_refs r on r.oid = a.atttypid
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f')
    and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
  group by c.oid, c.relname, c.relkind order by c.relname collate "C"`

const ROUTINES = `
  select p.proname as name, json_build_object('name', r.name, 'category', r.category) as returns,
    p.proretset as "returnsSet", rel.relname as relation, coalesce(args.list, '[]') as args
  from pg_proc p join type_refs r on r.oid = p.prorettype
  left join pg_type t on t.oid = p.prorettype left join pg_class rel on rel.oid = t.typrelid
  left join lateral (
    select json_agg(json_build_object('argument', coalesce(u.name, ''), 'mode', coalesce(u.mode, 'i'),
      'name', ar.name, 'category', ar.category,
      'isOptional', coalesce(u.mode, 'i') in ('i', 'b', 'v') and u.position > p.pronargs - p.pronargdefaults) order by u.n) as list
    from (
      select w.*, count(*) filter (where coalesce(w.mode, 'i') in ('i', 'b', 'v')) over (order by w.n) as position
      from unnest(coalesce(p.proallargtypes, p.proargtypes::oid[]), p.proargnames, p.proargmodes)
        with ordinality as w (type, name, mode, n)
    ) u join type_refs ar on ar.oid = u.type
  ) args on true
  where p.pronamespace = 'public'::regnamespace and p.prokind = 'f' and r.name not in ('trigger', 'event_trigger')
    and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
  order by p.proname collate "C", pg_get_function_identity_arguments(p.oid) collate "C"`

async function readCatalogue(db: Db): Promise<Catalogue> {
  const results = await db.transaction([
    { text: TYPES, params: [] },
    { text: `select coalesce(json_agg(x), '[]')::text as body from (${RELATIONS}) x`, params: [] },
    { text: `select coalesce(json_agg(x), '[]')::text as body from (${ROUTINES}) x`, params: [] },
  ])
  const body = (index: number) => JSON.parse(results[index]?.[0]?.body ?? '[]')
  return { relations: body(1), routines: body(2) }
}

const TYPESCRIPT: Record<string, string> = {
  bool: 'boolean',
  ...Object.fromEntries(['int2', 'int4', 'int8', 'float4', 'float8', 'numeric', 'oid'].map(name => [name, 'number'])),
  ...Object.fromEntries(
    [
      'text',
      'varchar',
      'bpchar',
      'citext',
      'name',
      'uuid',
      'date',
      'time',
      'timetz',
      'timestamp',
      'timestamptz',
      'bytea',
    ].map(name => [name, 'string']),
  ),
  json: 'Json',
  jsonb: 'Json',
  void: 'undefined',
  record: 'Record<string, unknown>',
}

function toTypeScript({ name, category }: TypeRef): string {
  const single = TYPESCRIPT[name] ?? 'unknown'
  return category === 'array' ? `${single}[]` : single
}

const field = (name: string, type: string, isOptional = false): string => `${name}${isOptional ? '?' : ''}: ${type}`
const block = (fields: readonly string[]): string =>
  fields.length === 0 ? 'Record<never, never>' : `{ ${fields.join('; ')} }`
const columnType = (column: Column): string => `${toTypeScript(column)}${column.isNullable ? ' | null' : ''}`

function row(columns: readonly Column[]): string {
  return block(columns.map(column => field(column.column, columnType(column))))
}

function input(columns: readonly Column[], isUpdate: boolean): string {
  return block(
    columns.map(column =>
      column.isGenerated
        ? field(column.column, 'never', true)
        : field(column.column, columnType(column), isUpdate || column.isOptional),
    ),
  )
}

function table({ name, columns }: Relation): string {
  const parts = [
    field('Row', row(columns)),
    field('Insert', input(columns, false)),
    field('Update', input(columns, true)),
  ]
  return field(name, block([...parts, 'Relationships: []']))
}

const view = ({ name, columns }: Relation): string =>
  field(name, block([field('Row', row(columns)), 'Relationships: []']))

function routine(
  { name, returns, returnsSet, relation, args }: Routine,
  relations: readonly Relation[],
): [string, string] {
  const inputs = args.filter(argument => argument.mode !== 'o' && argument.mode !== 't')
  const outputs = args.filter(argument => argument.mode !== 'i' && argument.mode !== 'v')
  const from = relations.find(candidate => candidate.name === relation)
  const single =
    outputs.length > 0
      ? block(outputs.map(argument => field(argument.argument, toTypeScript(argument))))
      : from === undefined
        ? toTypeScript(returns)
        : row(from.columns)
  const argTypes = inputs.map(argument => field(argument.argument, toTypeScript(argument), argument.isOptional))
  const text = block([field('Args', block(argTypes)), field('Returns', returnsSet ? `(${single})[]` : single)])
  return [name, text]
}

function render({ relations, routines }: Catalogue): string {
  const byName = new Map<string, string[]>()
  for (const [name, text] of routines.map(each => routine(each, relations)))
    byName.set(name, [...(byName.get(name) ?? []), text])
  const section = (name: string, lines: readonly string[]) =>
    lines.length === 0
      ? `    ${name}: Record<never, never>\n`
      : `    ${name}: {\n${lines.map(line => `      ${line}\n`).join('')}    }\n`
  return `// Made by \`npm run db:types\` from supabase/migrations. Do not edit.

export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[]

export type Database = {
  __InternalSupabase: { PostgrestVersion: '14' }
  public: {
${section('Tables', relations.filter(relation => relation.isTable).map(table))}${section('Views', relations.filter(relation => !relation.isTable).map(view))}${section(
  'Functions',
  [...byName].map(([name, texts]) => field(name, texts.join(' | '))),
)}    Enums: Record<never, never>
    CompositeTypes: Record<never, never>
  }
}
`
}

const backend = await openEmbedded({ dataDir: null, migrationsDir })
const text = render(await readCatalogue(backend.db))
await backend.close()
if (!process.argv.includes('--check')) {
  writeFileSync(target, text)
  console.log(`Wrote ${target}`)
} else if (readOrEmpty(target) !== text) {
  console.error(`${target} is stale: run npm run db:types and commit the result.`)
  process.exitCode = 1
}

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
