import { renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { openPglite, type PgliteDb } from '#embedded/engine/pglite-db.ts'
import { migrate } from '#embedded/migrate.ts'
import { makeMigrations } from './support.ts'

const FIRST = '20260101000000_first.sql'
const SECOND = '20260102000000_second.sql'
let db: PgliteDb
let folder: string
let ran: string[]
const run = () => migrate(db, folder, line => ran.push(line))

beforeEach(async () => {
  db = await openPglite({ folder: null })
  onTestFinished(() => db.close())
  ran = []
  folder = makeMigrations({ [SECOND]: 'alter table public.t add m int;', [FIRST]: 'create table public.t (n int);' })
})

test('files run once, in the order of their time stamps, as the owner role', async () => {
  await run()
  await run()
  expect(ran).toEqual([`Migrated: ${FIRST}`, `Migrated: ${SECOND}`])
  expect(await db.query("select relowner::regrole::text as owner from pg_class where relname = 't'")).toEqual([
    { owner: 'imarika_owner' },
  ])
  expect(await db.query('select current_user as who')).toEqual([{ who: 'postgres' }])
})

test('a file that ran and was changed afterwards is refused by name', async () => {
  await run()
  writeFileSync(join(folder, FIRST), 'create table public.t (n bigint);')
  await expect(run()).rejects.toThrow(`The migration ${FIRST} has run on this database and was changed afterwards`)
})

test('a file that ran and has gone is refused by name', async () => {
  await run()
  renameSync(join(folder, SECOND), join(folder, 'second.txt'))
  await expect(run()).rejects.toThrow('The migration 20260102000000_second has run')
})

test('a new file older than one that ran is refused by name', async () => {
  await run()
  writeFileSync(join(folder, '20260101120000_late.sql'), 'select 1;')
  await expect(run()).rejects.toThrow('The migration 20260101120000_late.sql is older')
})

test('two files of one time stamp are refused by name', async () => {
  writeFileSync(join(folder, '20260101000000_twin.sql'), 'select 1;')
  await expect(run()).rejects.toThrow(`The migrations ${FIRST} and 20260101000000_twin.sql have the same time stamp`)
})

test('a file without a time stamp is refused by name', async () => {
  writeFileSync(join(folder, 'loose.sql'), 'select 1;')
  await expect(run()).rejects.toThrow('The migration loose.sql must be named')
})

test('a file that fails half-way leaves nothing, and can be mended', async () => {
  const third = '20260103000000_third.sql'
  writeFileSync(join(folder, third), 'create table public.half (n int); select nonsense;')
  await expect(run()).rejects.toThrow(`The migration ${third} failed (42703)`)
  expect(await db.query("select to_regclass('public.half') as half, current_user as who")).toEqual([
    { half: null, who: 'postgres' },
  ])
  writeFileSync(join(folder, third), 'create table public.half (n int);')
  await run()
  expect(ran.at(-1)).toBe(`Migrated: ${third}`)
})

test('a setting of one file does not reach the next', async () => {
  writeFileSync(join(folder, FIRST), "create table public.t (n int); set search_path = ''; set statement_timeout = 77;")
  await run()
  expect(await db.query("select current_setting('statement_timeout') as t")).toEqual([{ t: '0' }])
})
