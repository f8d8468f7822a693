import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openEmbedded } from '#embedded/open.ts'
import { hasPostgres } from '../support/postgres-programs.ts'
import { type AppProcess, startApp } from './support/app-process.ts'
import { note } from './support/figures.ts'
import { makeFolder, sleep } from './support/folder.ts'
import type { Query } from './support/ledger.ts'
import { postgresForTest, superuserQuery } from './support/postgres-chaos.ts'

const subject = 'Heavy query'
const allowedMs = 50
const moduleOf = (name: string) => ['--import', new URL(`./support/${name}`, import.meta.url).href]

test('PGlite: a query of seconds holds up nothing that needs no database; without its thread it does', async () => {
  const dataDir = join(makeFolder(), 'data')
  await (await startApp({ DATA_DIR: dataDir })).kill('SIGTERM')
  const backend = await openEmbedded({ dataDir: `${dataDir}/pglite`, migrationsDir: 'supabase/migrations' })
  const code = await plantHeavyCode((text, params) => backend.db.query(text, params ?? []), 5_000_000)
  await backend.close()

  const app = await startApp({ DATA_DIR: dataDir }, moduleOf('probe.ts'))
  const measured = await measure(app, code)
  noteAll('PGlite', 'in its thread', measured)
  await app.kill('SIGTERM')

  const control = await startApp({ DATA_DIR: dataDir }, [
    ...moduleOf('probe.ts'),
    ...moduleOf('engine-in-main-thread.ts'),
  ])
  const stalled = await measure(control, code)
  noteAll('PGlite', 'control, in the main thread', stalled)

  expect(stalled.workMs).toBeGreaterThan(500)
  expect(stalled.slowestMs).toBeGreaterThan(500)
  expect(measured.heavyMs).toBeGreaterThan(1_000)
  expect(measured.workMs).toBeLessThan(allowedMs)
  expect(measured.addedMs).toBeLessThan(allowedMs)
})

test.skipIf(!hasPostgres)('PostgreSQL: a query of seconds holds up nothing, other queries neither', async () => {
  const server = await postgresForTest()
  const app = await startApp({ DATABASE_URL: server.url, DATA_DIR: join(makeFolder(), 'unused') }, moduleOf('probe.ts'))
  const code = await plantHeavyCode(superuserQuery(server, server.url), 15_000_000)
  const measured = await measure(app, code)
  noteAll('PostgreSQL', 'beside it', measured)
  expect(measured.heavyMs).toBeGreaterThan(1_000)
  expect(measured.workMs).toBeLessThan(allowedMs)
  expect(measured.addedMs).toBeLessThan(allowedMs)
  expect(measured.queriesMeanwhile).toBeGreaterThanOrEqual(3)
})

/** One receipt code of which the page takes seconds of the database's work to say that there is none. */
async function plantHeavyCode(query: Query, numbers: number): Promise<string> {
  const code = (await query('select private.new_receipt_ref() as code'))[0]?.code ?? ''
  await query(`create or replace function private.error_report_receipt(code text)
    returns table (ref text, at timestamptz, record_kind text, record_ref text)
    language plpgsql stable security definer set search_path = '' as $$
    begin
      if code = '${code}' then
        perform count(*) from generate_series(1, ${numbers}) n where n % 7 = 3;
      end if;
    end $$`)
  return code
}

type Measured = {
  heavyMs: number
  /** The longest time that the app's thread was not free, by the clock and by its own work. */
  clockMs: number
  workMs: number
  slowestMs: number
  /** How much longer the middle one of the other requests took than before. */
  addedMs: number
  others: number
  queriesMeanwhile: number
}

async function measure(app: AppProcess, code: string): Promise<Measured> {
  const get = async (path: string) => {
    const started = performance.now()
    const response = await ask(app, path)
    if (response.status !== 200) throw new Error(`${path}: ${response.status}`)
    return performance.now() - started
  }
  /** Both addresses in turn, for as long as `work` takes. */
  const whileDoing = async (work: Promise<unknown>) => {
    const times: number[] = []
    let isDone = false
    const end = () => {
      isDone = true
    }
    work.then(end, end)
    while (!isDone) {
      times.push(await get('/health'), await get('/en/offline'))
      await sleep(20)
    }
    return times
  }
  for (const path of ['/health', '/en/offline', '/en/countries/NG']) for (let n = 0; n < 10; n += 1) await get(path)
  const quiet = await whileDoing(sleep(2_000))
  await readGap(app)

  const started = performance.now()
  let heavyMs = 0
  const heavy = ask(app, `/en/report-an-error/${code}`).then(() => {
    heavyMs = performance.now() - started
  })
  let queriesMeanwhile = 0
  const query = async () => {
    while (heavyMs === 0) {
      await get('/en/countries/NG')
      if (heavyMs === 0) queriesMeanwhile += 1
      await sleep(100)
    }
  }
  const [times] = await Promise.all([whileDoing(heavy), sleep(100).then(query)])
  const [clockMs = 0, workMs = 0] = await readGap(app)
  return {
    heavyMs,
    clockMs,
    workMs,
    slowestMs: Math.max(...times),
    addedMs: median(times) - median(quiet),
    others: times.length,
    queriesMeanwhile,
  }
}

/** A server that was held up closes connections that waited too long; then it is asked again, and the time goes on. */
async function ask(app: AppProcess, path: string): Promise<Response> {
  const once = async () => {
    const response = await fetch(`${app.origin}${path}`)
    await response.text()
    return response
  }
  return once().catch(once)
}

async function readGap(app: AppProcess): Promise<number[]> {
  const from = app.lines.length
  app.process.kill('SIGUSR2')
  for (let waited = 0; waited < 10_000; waited += 10) {
    const line = app.lines.slice(from).find(each => each.startsWith('GAP '))
    if (line) return line.split(' ').slice(1).map(Number)
    await sleep(10)
  }
  throw new Error('The probe does not answer')
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

function noteAll(engine: string, where: string, measured: Measured): void {
  const ms = (value: number) => `${value.toFixed(1)} ms`
  note(subject, engine, `${where}: it takes`, ms(measured.heavyMs))
  note(subject, engine, `${where}: longest work of the app's thread`, ms(measured.workMs))
  note(subject, engine, `${where}: longest gap by the clock`, ms(measured.clockMs))
  note(subject, engine, `${where}: other requests, slowest`, `${measured.others}, ${ms(measured.slowestMs)}`)
  note(subject, engine, `${where}: median of the others longer by`, ms(measured.addedMs))
  note(subject, engine, `${where}: pages with queries meanwhile`, measured.queriesMeanwhile)
}
