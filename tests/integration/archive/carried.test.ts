import { expect, test } from 'vitest'
import { openPglite } from '#embedded/engine/pglite-db.ts'
import { migrate } from '#embedded/migrate.ts'
import { filledByMigrations, leftOut, leftOutWithoutKeys } from '#scripts/archive/left-out.ts'
import { readSequences } from '#scripts/archive/sequences.ts'
import { carriedTables, listTables } from '#scripts/archive/tables.ts'
import { migrationsDir } from './site.ts'

async function openMigrated() {
  const db = await openPglite({ folder: null })
  await migrate(db, migrationsDir, () => {})
  return db
}

const kindsWithRows = `select n.nspname || '.' || c.relname as name, c.relkind as kind
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast') and c.relkind in ('r', 'p', 'm', 'f', 'S')
    and not c.relispartition order by 1`

test('whatever the database keeps is carried, or left out by its name and for a reason', async () => {
  const db = await openMigrated()
  const kept = await db.query(kindsWithRows, [])
  const named = (kind: string[]) => kept.filter(row => kind.includes(row.kind ?? '')).map(({ name }) => name)
  const carried = carriedTables(await listTables(db), true).map(({ name }) => name)

  expect(named(['r', 'p'])).toEqual([...carried, ...Object.keys(leftOut)].sort())
  expect(Object.values(leftOut).every(reason => reason.length > 10)).toBe(true)
  // Nothing of these kinds is there; whoever makes the first says what becomes of it.
  expect(named(['m', 'f'])).toEqual([])
  expect((await readSequences(db)).map(({ name }) => name)).toEqual(named(['S']))
  await db.close()
})

test('a table that nobody has heard of is carried, with what it needs; one in a schema of its own is noticed', async () => {
  const db = await openMigrated()
  await db.query(
    `create table public.aaa_new (id int generated always as identity primary key, "odd "" name" varchar(3),
      parent int references public.aaa_new, twice int generated always as (id * 2) stored,
      organisation uuid references public.organisations)`,
    [],
  )
  const carried = carriedTables(await listTables(db), false)
  const table = carried.find(({ name }) => name === 'public.aaa_new')
  expect(table?.columns.map(({ name }) => name)).toEqual(['id', 'odd " name', 'parent', 'organisation'])
  expect(table?.columns[1]?.type).toBe('character varying')
  const names = carried.map(({ name }) => name)
  expect(names.indexOf('public.aaa_new')).toBeGreaterThan(names.indexOf('public.organisations'))
  expect((await readSequences(db)).map(({ name }) => name)).toContain('public.aaa_new_id_seq')

  await db.query('create schema elsewhere', [])
  await db.query('create table elsewhere.thing (id int)', [])
  const kept = (await db.query(kindsWithRows, [])).filter(({ kind }) => kind === 'r').map(({ name }) => name ?? '')
  const isAnswered = (name: string) => names.includes(name) || name in leftOut || name in leftOutWithoutKeys
  expect(kept.filter(name => !isAnswered(name))).toContain('elsewhere.thing')
  await db.close()
})

test('without the keys, sessions stay and with them whatever hangs on them', async () => {
  const db = await openMigrated()
  await db.query('create table public.hangs_on (activity uuid references private.session_activity)', [])
  const tables = await listTables(db)
  const withKeys = carriedTables(tables, true).map(({ name }) => name)
  const without = carriedTables(tables, false).map(({ name }) => name)
  expect(withKeys.filter(name => !without.includes(name)).sort()).toEqual([
    'auth.mfa_amr_claims',
    'auth.sessions',
    'private.session_activity',
    'public.hangs_on',
  ])
  await db.close()
})

test('the tables that migrations fill are those named', async () => {
  const db = await openMigrated()
  const filled: string[] = []
  for (const { name } of await listTables(db)) {
    const [row] = await db.query(`select exists (select from ${name}) as has_rows`, [])
    if (row?.has_rows === 't') filled.push(name)
  }
  expect(filled.sort()).toEqual([...filledByMigrations].sort())
  await db.close()
})
