import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Db } from '#embedded/engine/db.ts'
import { openPg } from '#embedded/engine/pg-db.ts'
import { openPglite } from '#embedded/engine/pglite-db.ts'
import { startPostgres, type TestPostgres } from '../../support/postgres.ts'
import { hasPostgres } from '../../support/postgres-programs.ts'

/** What both engines owe alike. */
let server: TestPostgres | null = null
const engines: Record<string, Db> = {}
beforeAll(async () => {
  engines.PGlite = await openPglite({ folder: null })
  if (!hasPostgres) return
  // A server set up for other readers than ours.
  server = await startPostgres({
    settings: { timezone: 'Asia/Tokyo', datestyle: 'SQL,DMY', intervalstyle: 'iso_8601', fsync: 'off' },
  })
  engines.PostgreSQL = openPg({ url: server.url, pool: 2 })
})
afterAll(async () => {
  for (const db of Object.values(engines)) await db.close()
  await server?.stop()
})

describe.each(hasPostgres ? ['PGlite', 'PostgreSQL'] : ['PGlite'])('%s', name => {
  let db: Db
  beforeAll(async () => {
    db = engines[name] as Db
    await db.query('create table t (n int)')
  })
  const insert = { text: 'insert into t values ($1)', params: ['1'] }
  const count = async () => (await db.query('select count(*) from t'))[0]?.count

  test('a transaction is all or nothing, and keeps nothing when its last row says so', async () => {
    const failing = [insert, { text: 'select 1 / 0', params: [] }]
    await expect(db.transaction(failing)).rejects.toMatchObject({ code: '22012' })
    expect(await count()).toBe('0')
    const refused = { text: 'select false as keep, 7 as n', params: [] }
    expect((await db.transaction([insert, refused], { keepIf: 'keep' }))[1]).toEqual([{ keep: 'f', n: '7' }])
    expect(await count()).toBe('0')
    await expect(db.transaction([insert], { readOnly: true })).rejects.toMatchObject({ code: '25006' })
    const script = [insert, { text: 'select 1; select nonsense' }]
    await expect(db.transaction(script)).rejects.toMatchObject({ code: '42703' })
    expect(await count()).toBe('0')
    await db.transaction([insert, { text: 'select true as keep', params: [] }], { keepIf: 'keep' })
    expect(await count()).toBe('1')
    const late = 'create table u (n int unique deferrable initially deferred)'
    const twice = { text: 'insert into u values (1), (1)', params: [] }
    // What is checked only with the commit fails the whole as well.
    await expect(db.transaction([{ text: late, params: [] }, twice])).rejects.toMatchObject({ code: '23505' })
    expect(await db.query("select to_regclass('u') as u", [])).toEqual([{ u: null }])
  })

  test('a setting made in one transaction is gone in the next', async () => {
    const [before] = await db.query('select current_user as who')
    const set = "select set_config('role', 'none', true), set_config('request.x', 'y', true)"
    await db.transaction([{ text: set, params: [] }], { capMs: 5_000 })
    const now = "select current_user as who, coalesce(current_setting('request.x', true), '') as x"
    const settings = "select current_setting('statement_timeout') as cap, current_setting('lock_timeout') as lock"
    expect(await db.query(now)).toEqual([{ who: before?.who, x: '' }])
    expect(await db.query(settings)).toEqual([{ cap: '0', lock: '0' }])
  })

  test('what PostgreSQL says of a refusal arrives whole', async () => {
    const text = `do $$ begin raise exception 'm' using errcode = 'PT409', detail = 'd', hint = 'h'; end $$`
    await expect(db.query(text)).rejects.toMatchObject({ code: 'PT409', message: 'm', detail: 'd', hint: 'h' })
  })
})

test.skipIf(!hasPostgres)('values are the same characters on both, whatever the server is set to', async () => {
  const text = `select null as none, '' as empty, true as yes, 1.10::numeric as numeric, 0.1::float8 as double, 1e22::float8 as large,
    '{1,NULL,3}'::int[] as list, array['a,b', '"', 'NULL', null]::text[] as texts, '\\x00ff'::bytea as bytes,
    timestamptz '2026-11-24 12:00:00.5+03' as moment, date '2026-11-24' as day, interval '1 mon 2 days 03:04' as span,
    '[2026-01-01,2026-02-01)'::daterange as range, '{"a": [1, "ü"]}'::jsonb as json, (1, 'x')::record as record,
    to_json(timestamptz '2026-11-24 12:00+03') as as_json, $1::text as given, 'كتاب 中' as words`
  const given = ['it\'s "so"\\\n\t€']
  const [one, other] = await Promise.all([engines.PGlite?.query(text, given), engines.PostgreSQL?.query(text, given)])
  expect(other).toEqual(one)
  expect(one?.[0]).toMatchObject({ none: null, given: given[0], moment: '2026-11-24 09:00:00.5+00', yes: 't' })
})
