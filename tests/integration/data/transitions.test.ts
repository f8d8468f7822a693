import { afterAll, beforeAll, expect, test } from 'vitest'
import { allTransitions } from '#app/domain/transitions/all-transitions.ts'
import { type OpenDatabase, openDatabase } from '../../database/open-database.ts'

let database: OpenDatabase
beforeAll(async () => {
  database = await openDatabase('PGlite')
})
afterAll(() => database?.close())

const line = (aggregate: string, from: string, to: string, by: string) => `${aggregate}: ${from} → ${to} by ${by}`

test('the database allows the moves that the domain names, and no others', async () => {
  const rows = await database.db.query('select aggregate, from_state, to_state, command from private.transitions')
  const inDatabase = rows.map(row =>
    line(String(row.aggregate), String(row.from_state), String(row.to_state), String(row.command)),
  )
  const inDomain = Object.entries(allTransitions).flatMap(([aggregate, moves]) =>
    moves.map(({ from, to, by }) => line(aggregate, from, to, by)),
  )
  expect(inDatabase.sort()).toEqual(inDomain.sort())
})

test('every table with a state keeps to them, whoever writes', async () => {
  const rows = await database.db.query(`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'state' and not a.attisdropped
    where c.relkind = 'r' and c.relname <> 'files' and not exists (
      select from pg_trigger t where t.tgrelid = c.oid and t.tgfoid = 'private.keep_to_transitions'::regproc)`)
  expect(rows).toEqual([])
})
