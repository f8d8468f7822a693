import { readdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { PGlite } from '@electric-sql/pglite'
import { expect, onTestFinished, test } from 'vitest'
import { openPglite, type PgliteDb, type PgliteOptions } from '#embedded/engine/pglite-db.ts'
import { makeFolder } from './support.ts'

const HEAVY = 'select count(*) from generate_series(1, 4000000) a where a % 7 = 3'

async function open(options: Partial<PgliteOptions>): Promise<PgliteDb> {
  const db = await openPglite({ folder: null, template: true, ...options })
  onTestFinished(() => db.close())
  return db
}

test('every commit reaches the disk, and none does with fsync off', async () => {
  const counts: Record<string, number> = {}
  for (const fsync of [true, false]) {
    const db = await open({ folder: join(makeFolder(), 'pg'), fsync })
    await db.query('create table t (n int)')
    const { fsyncs: before } = await db.stats()
    for (let n = 0; n < 20; n += 1) await db.query('insert into t values ($1)', [String(n)])
    const { fsyncs: after } = await db.stats()
    counts[fsync ? 'on' : 'off'] = after - before
  }
  expect(counts.on).toBeGreaterThanOrEqual(20)
  expect(counts.off).toBe(0)
})

test('the log stays bounded, and would not without checkpoints', async () => {
  const megabytes: Record<string, number> = {}
  const never = Number.MAX_SAFE_INTEGER
  for (const [name, walBytes] of Object.entries({ kept: 8 * 2 ** 20, never })) {
    const folder = join(makeFolder(), 'pg')
    const db = await open({ folder, fsync: false, maintenance: { walBytes, checkpointMs: never } })
    await db.query('create table t (n int, body text)')
    await db.query('alter table t alter body set storage external')
    for (let n = 0; n < 70; n += 1) {
      await db.query("insert into t select n, repeat('x', 100000) from generate_series(1, 20) n")
      // The look at the log is at most one in a quarter of a second.
      if (n % 10 === 9) await new Promise(done => setTimeout(done, 300))
    }
    const bytes = readdirSync(join(folder, 'pg_wal')).map(file => statSync(join(folder, 'pg_wal', file)).size)
    megabytes[name] = bytes.reduce((sum, size) => sum + size, 0) / 2 ** 20
    expect((await db.stats()).checkpoints > 0).toBe(name === 'kept')
  }
  expect(megabytes.kept).toBeLessThan(100)
  expect(megabytes.never).toBeGreaterThan(140)
})

test('changed tables are vacuumed and counted anew when nobody asks for anything', async () => {
  const db = await open({ maintenance: { idleMs: 100, tickMs: 50 } })
  await db.query('create table t as select g as n from generate_series(1, 1000) g')
  await db.query('delete from t where n > 10')
  const seen = async () => {
    const [row] = await db.query(
      "select last_vacuum is not null as done, n_dead_tup from pg_stat_all_tables where relname = 't'",
    )
    return row
  }
  await expect.poll(seen, { timeout: 15_000, interval: 400 }).toEqual({ done: 't', n_dead_tup: '0' })
})

test('a heavy query does not hold up the main thread, as it does without a thread of its own', async () => {
  const db = await open({})
  const inMain = await PGlite.create()
  onTestFinished(() => inMain.close())
  const busyInMain = await busyMs(() => inMain.query(HEAVY))
  // Other work on the machine adds to a single reading, never takes from it.
  const readings = [
    await busyMs(() => db.query(HEAVY)),
    await busyMs(() => db.query(HEAVY)),
    await busyMs(() => db.query(HEAVY)),
  ]
  expect(busyInMain).toBeGreaterThan(200)
  expect(Math.min(...readings)).toBeLessThan(50)
})

test('a statement past its cap is ended, and what waited behind it is run in the folder opened again', async () => {
  const lines: string[] = []
  const db = await open({ folder: join(makeFolder(), 'pg'), log: line => lines.push(line) })
  await db.query('create table t (n int)')
  await db.query('insert into t values (1)')
  const slow = db.transaction([{ text: 'select pg_sleep(30)', params: [] }], { capMs: 200 })
  const waiting = [2, 3, 4].map(n => db.query('insert into t values ($1) returning n', [String(n)]))
  await expect(slow).rejects.toMatchObject({ code: '57014' })
  expect((await Promise.all(waiting)).flat()).toEqual([{ n: '2' }, { n: '3' }, { n: '4' }])
  expect(await db.query('select n from t order by n')).toEqual(['1', '2', '3', '4'].map(n => ({ n })))
  expect(lines.join()).toContain('200 ms')
})

test('a folder that cannot be opened again is tried until it can, and refuses in the meantime', async () => {
  const lines: string[] = []
  const folder = join(makeFolder(), 'pg')
  const db = await open({ folder, log: line => lines.push(line) })
  await db.query('create table t as select 7 as n')
  const slow = db.transaction([{ text: 'select pg_sleep(30)', params: [] }], { capMs: 200 })
  renameSync(join(folder, 'global'), join(folder, 'elsewhere'))
  const waiting = db.query('select n from t')
  await expect(slow).rejects.toMatchObject({ code: '57014' })
  await expect(waiting).rejects.toMatchObject({ code: '57P01' })
  await expect(db.query('select n from t')).rejects.toMatchObject({ code: '57P01' })
  expect(db.isOpen).toBe(false)
  renameSync(join(folder, 'elsewhere'), join(folder, 'global'))
  await expect.poll(() => db.isOpen, { timeout: 30_000 }).toBe(true)
  expect(await db.query('select n from t')).toEqual([{ n: '7' }])
  expect(lines.at(-1)).toContain('open again')
})

/**
 * How long this thread's event loop was busy in all while `work` went on, in milliseconds: no single stall is longer.
 * Time spent waiting is not counted, so other work on the machine does not show.
 */
async function busyMs(work: () => Promise<unknown>): Promise<number> {
  await new Promise(done => setTimeout(done, 20))
  const before = performance.eventLoopUtilization()
  await work()
  await new Promise(done => setTimeout(done, 20))
  return performance.eventLoopUtilization(before).active
}
