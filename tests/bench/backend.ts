// What a call to the backend costs: the gateway on PGlite (in a folder, with fsync), the gateway on PostgreSQL, and a
// real PostgREST over HTTP on the same PostgreSQL, taking turns in one run; then one and two app processes on one
// database. Fails where a typical call takes longer through the gateway on PostgreSQL than through PostgREST. npm run bench:backend [-- --quick]
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SupabaseClient } from '@supabase/supabase-js'
import { openPg } from '#embedded/engine/pg-db.ts'
import { openPglite } from '#embedded/engine/pglite-db.ts'
import { findPostgrest, signToken, startPostgrest, throughEdge } from '../contract/postgrest.ts'
import { client, gatewayClients, loadMigration, userClaims } from '../contract/targets.ts'
import { startPostgres } from '../support/postgres.ts'
import { calls, type Timing, timed } from './backend/calls.ts'
import { processesOf, usedMs } from './backend/cpu.ts'
import { median, quantile } from './backend/statistics.ts'
import { compareProcesses } from './backend/two-processes.ts'

const isQuick = process.argv.includes('--quick')
const rounds = isQuick ? 6 : 20
const callsPerRound = isQuick ? 100 : 200
const fixture = readFileSync(new URL('./backend/fixture.sql', import.meta.url), 'utf8')
const folder = mkdtempSync(join(tmpdir(), 'imarika-bench-'))

const packaged = findPostgrest()
if (packaged === null) throw new Error('There is no PostgREST packaged for this machine to compare with.')
const postgres = await startPostgres()
const pglite = await openPglite({ folder: join(folder, 'db') })
const pg = openPg({ url: postgres.url, waitMs: 20_000 })
for (const db of [pglite, pg]) {
  await loadMigration(db, fixture)
  await db.query('analyze', [])
}
const postgrest = await startPostgrest(packaged.binary, postgres.url, {})
const token = signToken(userClaims, postgrest.secret)
const targets: Record<string, SupabaseClient> = {
  'gateway, PGlite': (await gatewayClients(pglite)).user,
  'gateway, PostgreSQL': (await gatewayClients(pg)).user,
  [`PostgREST ${packaged.version}`]: client(postgrest.url, 'key', throughEdge(token)),
}
const names = Object.keys(targets)
const [, ours = '', theirs = ''] = names

type Measured = Timing & { cpuMs: number }

try {
  const isFast = await compare()
  await Promise.all([pglite.close(), pg.close(), postgrest.stop()])
  console.log('\nApp processes on one PostgreSQL, each with 16 in flight: calls a second in all\n')
  console.log(row(['call', '', 'one process', 'two processes', 'ratio']))
  for (const { call, one, two, ratio } of await compareProcesses(postgres.url, isQuick ? 3 : 7, 1_000)) {
    console.log(row([call, '', one.toFixed(0), two.toFixed(0), ratio.toFixed(2)]))
  }
  process.exitCode = isFast ? 0 : 1
} finally {
  await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
}

async function compare(): Promise<boolean> {
  let isFast = true
  await warmUp()
  console.log(`Calls a second (p50 / p99 in ms; CPU in ms a call), median of ${rounds} rounds of ${callsPerRound}\n`)
  console.log(row(['call', 'in flight', ...names, 'p50', 'rate', 'CPU']))
  for (const name of Object.keys(calls)) {
    for (const inFlight of [1, 16]) {
      const measured = await takeTurns(name, inFlight)
      const ratioOf = (read: (one: Measured) => number) =>
        median((measured[theirs] ?? []).map((their, round) => read(their) / read(measured[ours]?.[round] ?? their)))
      const ratio = ratioOf(({ latenciesMs }) => quantile(latenciesMs, 0.5))
      const rate = 1 / ratioOf(({ perSecond }) => perSecond)
      const cpu = mean(measured[theirs] ?? []) / mean(measured[ours] ?? [])
      isFast &&= ratio >= 1
      const cells = names.map(target => cell(measured[target] ?? []))
      console.log(row([name, String(inFlight), ...cells, ...[ratio, rate, cpu].map(value => value.toFixed(2))]))
    }
  }
  console.log(
    `\nHow many times better ${ours} is than ${theirs}, medians of the rounds: by the time of a typical call,`,
  )
  console.log('which is wanted at 1 or more; by calls a second; by the CPU of all processes that have a part in it.')
  const load = loadavg()[0] ?? 0
  if (load > availableParallelism() + 2) console.log(`The machine is busy with other work (load ${load.toFixed(0)}).`)
  return isFast
}

/** The first calls pay for compiling and for plans; nobody's are counted. */
async function warmUp(): Promise<void> {
  for (const target of names) {
    for (const name of Object.keys(calls)) await timed(name, targets[target] as SupabaseClient, 3 * callsPerRound, 16)
  }
}

async function takeTurns(name: string, inFlight: number): Promise<Record<string, Measured[]>> {
  const measured: Record<string, Measured[]> = Object.fromEntries(names.map(target => [target, []]))
  for (let round = 0; round < rounds; round++) {
    const turn = names.map((_, index) => names[(index + round) % names.length] ?? '')
    for (const target of turn) {
      const before = cpuMs()
      const timing = await timed(name, targets[target] as SupabaseClient, callsPerRound, inFlight)
      measured[target]?.push({ ...timing, cpuMs: (cpuMs() - before) / callsPerRound })
    }
  }
  return measured
}

/** Of this process with its threads, of PostgreSQL and of PostgREST together. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage()
  const others = [...processesOf(postgres.dataFolder), postgrest.pid]
  return (user + system) / 1000 + others.reduce((sum, pid) => sum + usedMs(pid), 0)
}

/** Ticks are coarse, so that single rounds tell little. */
function mean(values: readonly Measured[]): number {
  return values.reduce((sum, value) => sum + value.cpuMs, 0) / values.length
}

function cell(values: readonly Measured[]): string {
  const latencies = values.flatMap(({ latenciesMs }) => latenciesMs)
  const perSecond = median(values.map(value => value.perSecond))
  const [p50, p99] = [quantile(latencies, 0.5), quantile(latencies, 0.99)]
  return `${perSecond.toFixed(0)} (${p50.toFixed(2)} / ${p99.toFixed(1)}; ${mean(values).toFixed(2)})`
}

function row(cells: readonly string[]): string {
  const width = (index: number) => (index < 2 ? 14 : index < 5 ? 30 : 7)
  return cells.map((text, index) => (index < 2 ? text.padEnd(width(index)) : text.padStart(width(index)))).join('')
}
