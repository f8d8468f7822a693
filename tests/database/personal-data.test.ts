import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { alsoAboutPersons, notPersonal } from '../fixtures/not-personal.ts'
import { watchedSchemas } from './catalog.ts'
import { type OpenDatabase, openDatabase } from './open-database.ts'

let database: OpenDatabase
beforeAll(async () => {
  database = await openDatabase('PGlite')
})
afterAll(() => database?.close())

/** `before` runs first and is taken back. */
async function ask(query: string, before = ''): Promise<string[]> {
  const text = `select coalesce(json_agg(name order by name), '[]')::text as names, false as is_kept from (${query}) q`
  const results = await database.db.transaction([{ text: before }, { text }], { keepIf: 'is_kept' })
  return JSON.parse(results[1]?.[0]?.names ?? '[]') as string[]
}

const columnName = "format('%s.%s.%s', n.nspname, c.relname, a.attname)"
const columns = `pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname in ${watchedSchemas}
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped`
const isTagged = "coalesce(col_description(c.oid, a.attnum) like 'personal: _%', false)"
const tagged = `select ${columnName} as name from ${columns} where c.relkind in ('r', 'p') and ${isTagged}`

/** Tables from which foreign keys lead to an account, over however many others, and those of the list. */
const aboutPersons = `
  with recursive found (oid) as (
    select 'auth.users'::regclass::oid
    union
    select unnest(array[${alsoAboutPersons.map(name => `'${name}'`).join(', ')}]::regclass[])::oid
    union
    select k.conrelid from pg_constraint k join found on k.confrelid = found.oid where k.contype = 'f'
  )`

/** Columns there that can hold words, codes or bytes and are not marked as personal. */
const unmarked = `${aboutPersons} select ${columnName} as name from ${columns} join found on found.oid = c.oid
  where not ${isTagged} and (a.atttypid::regtype::text in ('text', 'character varying', 'jsonb', 'json', 'bytea', 'inet')
    or a.atttypid::regtype::text like '%[]')`

type Line = { names: string[]; cells: string[] }

function readLines(text: string): Line[] {
  return text
    .split('\n')
    .filter(line => /^\|\s*`/.test(line))
    .map(line =>
      line
        .split('|')
        .slice(1, -1)
        .map(cell => cell.trim()),
    )
    .map(cells => ({ names: [...(cells[0] ?? '').matchAll(/`([a-z_.]+)`/g)].map(([, name]) => name ?? ''), cells }))
}

/** The document leaves out `public` and `private`: a table has its name once. */
const shortName = (name: string) => name.replace(/^(public|private)\./, '')

const lines = readLines(readFileSync('docs/personal-data.md', 'utf8'))
const described = lines.flatMap(({ names }) => names)

test('every column marked as personal is described in docs/personal-data.md, and every one described is marked', async () => {
  const names = await ask(tagged)
  expect(names.length).toBeGreaterThan(5)
  expect([...described].sort()).toEqual(names.map(shortName).sort())
})

test('each is described with what it is, purpose, basis, who sees it and until when', () => {
  const incomplete = lines.filter(({ cells }) => cells.length !== 6 || cells.some(cell => cell === ''))
  expect(incomplete).toEqual([])
})

test('what a table about persons holds is marked as personal, or said not to be with a reason', async () => {
  expect((await ask(unmarked)).filter(name => notPersonal[name] === undefined)).toEqual([])
  expect(Object.keys(notPersonal).filter(name => notPersonal[name] === '')).toEqual([])
})

test('nothing is said not to be personal that is marked, or that is gone', async () => {
  const names = await ask(unmarked)
  expect(Object.keys(notPersonal).filter(name => !names.includes(name))).toEqual([])
})

test('a new column about persons is found without a mark, and with a mark but no description', async () => {
  const added = 'alter table public.profiles add column planted text'
  expect(await ask(unmarked, added)).toContain('public.profiles.planted')
  const marked = `${added}; comment on column public.profiles.planted is 'personal: a planted word'`
  expect(await ask(unmarked, marked)).not.toContain('public.profiles.planted')
  expect(await ask(tagged, marked)).toContain('public.profiles.planted')
})

test('a table behind another one that leads to an account is found', async () => {
  const added =
    'create table private.planted (id int primary key, session uuid references private.session_activity, words text)'
  expect(await ask(unmarked, added)).toContain('private.planted.words')
})
