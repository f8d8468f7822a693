import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPglite, type PgliteDb } from '#embedded/engine/pglite-db.ts'
import { migrate } from '#embedded/migrate.ts'
import { migratePlatform } from './open-database.ts'

/**
 * Schemas auth and storage belong to services of Supabase: what a migration may leave there is triggers on accounts
 * and policies on files. Everything in them is compared before and after the migrations, so that statements made at
 * run time count too.
 */

let db: PgliteDb
let before: string[]
beforeAll(async () => {
  db = await openPglite({ folder: null })
  await migratePlatform(db)
  before = await describeServices()
  await migrate(db, 'supabase/migrations', () => {})
})
afterAll(() => db?.close())

const services = "('auth', 'storage')"
const description = `
  select format('schema %s: %s', nspname, nspacl) as line from pg_namespace where nspname in ${services}
  union all
  select format('relation %s.%s: %s, rights %s, options %s, row-level security %s', n.nspname, c.relname, c.relkind, c.relacl, c.reloptions, c.relrowsecurity)
  from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname in ${services}
  union all
  select format('column %s.%s.%s: %s, default %s, required %s, rights %s', n.nspname, c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
    pg_get_expr(d.adbin, d.adrelid), a.attnotnull, a.attacl)
  from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
    left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum where n.nspname in ${services}
  union all
  select format('index %s: %s', indexrelid::regclass, pg_get_indexdef(indexrelid))
  from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace where n.nspname in ${services}
  union all
  select format('constraint %s on %s: %s', k.conname, k.conrelid::regclass, pg_get_constraintdef(k.oid))
  from pg_constraint k join pg_namespace n on n.oid = k.connamespace where n.nspname in ${services}
  union all
  select format('function %s: %s, rights %s', p.oid::regprocedure, md5(pg_get_functiondef(p.oid)), p.proacl)
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname in ${services} and p.prokind = 'f'
  union all
  select format('type %s.%s', n.nspname, t.typname) from pg_type t join pg_namespace n on n.oid = t.typnamespace where n.nspname in ${services}
  union all
  select format('trigger on %s: %s', t.tgrelid::regclass, t.tgname)
  from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
  where n.nspname in ${services} and not t.tgisinternal
  union all
  select format('policy on %s.%s: %s', schemaname, tablename, policyname) from pg_policies where schemaname in ${services}`

async function describeServices(planted = ''): Promise<string[]> {
  const text = `select json_agg(line order by line)::text as lines, false as is_kept from (${description}) d`
  const results = await db.transaction([{ text: planted }, { text }], { keepIf: 'is_kept' })
  return JSON.parse(results[1]?.[0]?.lines ?? '[]') as string[]
}

const allowed = [/^trigger on auth\.(users|mfa_factors): /, /^policy on storage\.objects: /]

async function strayChanges(planted = ''): Promise<string[]> {
  const after = await describeServices(planted)
  const changes = [...after.filter(line => !before.includes(line)), ...before.filter(line => !after.includes(line))]
  return changes.filter(line => !allowed.some(pattern => pattern.test(line)))
}

test('migrations leave nothing in the schemas of the services but triggers on accounts and policies on files', async () => {
  expect(before.length).toBeGreaterThan(50)
  expect(await strayChanges()).toEqual([])
})

test.each([
  ['create table auth.planted (id int)', 'relation auth.planted'],
  ['alter table auth.users add column planted text', 'column auth.users.planted'],
  ['create index planted on auth.users (phone)', 'index auth.planted'],
  ['grant select on auth.users to authenticated', 'relation auth.users'],
  ['grant select (email) on auth.users to authenticated', 'column auth.users.email'],
  [
    "create or replace function auth.uid() returns uuid language sql stable as 'select null::uuid'",
    'function auth.uid()',
  ],
  ['create policy "planted" on auth.users for select to authenticated using (true)', 'policy on auth.users'],
  [
    'create trigger planted after insert on auth.identities for each row execute function private.note_account_change()',
    'trigger on auth.identities',
  ],
  ['grant create on schema auth to authenticated', 'schema auth'],
])('found: %s', async (planted, found) => {
  expect((await strayChanges(planted)).some(line => line.startsWith(found))).toBe(true)
})

test('migrations run as a role that could not do it anyway', async () => {
  const [row] = await db.query(
    "select rolsuper or rolbypassrls as is_mighty, has_schema_privilege('imarika_owner', 'auth', 'create') as may_create from pg_roles where rolname = 'imarika_owner'",
  )
  expect(row).toEqual({ is_mighty: 'f', may_create: 'f' })
})
