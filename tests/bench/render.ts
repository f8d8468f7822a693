// What the translations cost: the list of offers, rendered with i18next and with a plain look-up, round by round in one
// process. The answers of the database are kept in memory, so that only the page is timed. npm run bench:render
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createRequestHandler, type ServerBuild } from '@remix-run/node'
import type { Backend } from '#app/platform/load-context.ts'
import { openBackend } from '#server/backend.ts'
import { readEnvironment } from '#server/environment.ts'
import { dataFolder } from '../e2e/support/data-folder.ts'

const most = 1.3
const rounds = 30
const pagesPerRound = 10
const path = '/en/offers'

type Render = () => Promise<string>

// React asks for it when it is loaded, which the builds do.
process.env.NODE_ENV = 'production'
if (run(['scripts/build.mjs', '--if-stale']) !== 0) process.exit(1)
const backend = await rememberingBackend()
const variants = {
  i18next: await renderer('build'),
  plain: await renderer(plainBuild()),
}

const twice: Render = async () => {
  await variants.plain()
  return variants.plain()
}
const [translated, looked] = [await variants.i18next(), await variants.plain()]
if (withoutNonce(translated) !== withoutNonce(looked)) {
  const at = [...translated].findIndex((letter, index) => letter !== looked[index])
  console.error(
    `The two pages differ, so their times say nothing: …${translated.slice(at - 60, at + 60)}… and …${looked.slice(at - 60, at + 60)}…`,
  )
  process.exit(1)
}
const times = await interleaved()
const ratio = medianRatio(times.i18next, times.plain)
console.log(
  `${path}: ${median(times.i18next).toFixed(2)} ms with i18next, ${median(times.plain).toFixed(2)} ms with a plain look-up`,
)
console.log(`Ratio, median of ${rounds} rounds: ${ratio.toFixed(3)} (at most ${most})`)
// A page made twice, counted once, must be seen: otherwise the measure would pass anything.
const control = medianRatio(times.twice, times.plain)
console.log(`Control: a page that costs twice as much measures ${control.toFixed(2)}`)
process.exit(ratio <= most && control > most ? 0 : 1)

/** Milliseconds a page, one entry a round; who goes first changes from round to round. */
async function interleaved() {
  const all = { ...variants, twice }
  const measured: Record<keyof typeof all, number[]> = { i18next: [], plain: [], twice: [] }
  const names = Object.keys(all) as (keyof typeof all)[]
  for (let round = -3; round < rounds; round++) {
    for (const name of round % 2 === 0 ? names : [...names].reverse()) {
      const started = performance.now()
      for (let page = 0; page < pagesPerRound; page++) await all[name]()
      // The first rounds warm up.
      if (round >= 0) measured[name].push((performance.now() - started) / pagesPerRound)
    }
  }
  return measured
}

/** Round by round, so that what else the machine does meets both. */
function medianRatio(some: number[], others: number[]): number {
  return median(some.map((value, round) => value / (others[round] ?? value)))
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return ((sorted[Math.floor((sorted.length - 1) / 2)] ?? 0) + (sorted[Math.ceil((sorted.length - 1) / 2)] ?? 0)) / 2
}

async function renderer(folder: string): Promise<Render> {
  const build = (await import(pathToFileURL(resolve(folder, 'server/index.js')).href)) as ServerBuild
  const handle = createRequestHandler(build, 'production')
  const context = {
    backend,
    nonce: 'x',
    publicUrl: 'http://localhost',
    now: () => new Date('2026-11-24T12:00:00Z'),
    clientAddress: '127.0.0.1',
    isLoopbackPeer: true,
    hasOutboxPage: false,
    setCookie: () => {},
    serviceDb: () => {
      throw new Error('No page of this benchmark asks for it')
    },
  }
  return async () => {
    const response = await handle(new Request(`http://localhost${path}`), context)
    const html = await response.text()
    if (response.status !== 200) throw new Error(`${path}: ${response.status}`)
    return html
  }
}

/** The real database, whose answers are asked for once. */
async function rememberingBackend(): Promise<Backend> {
  const environment = readEnvironment({ ...process.env, DATA_DIR: await dataFolder() }, [])
  const { url, anonKey, fetch: ask } = await openBackend(environment, () => {})
  const known = new Map<string, { body: string; init: ResponseInit }>()
  const remember: typeof fetch = async (input, init) => {
    const request = new Request(input, init)
    const key = `${request.method} ${request.url} ${[...request.headers]} ${await request.clone().text()}`
    let answer = known.get(key)
    if (!answer) {
      const response = await ask(request)
      answer = { body: await response.text(), init: { status: response.status, headers: [...response.headers] } }
      known.set(key, answer)
    }
    return new Response(answer.body, answer.init)
  }
  return { url, anonKey, fetch: remember }
}

function plainBuild(): string {
  const cli = 'node_modules/@remix-run/dev/dist/cli.js'
  const status = run([cli, 'vite:build', '--config', 'tests/bench/vite.config.ts', '--logLevel', 'error'])
  if (status !== 0 || !existsSync('.cache/bench/build/server/index.js')) throw new Error('The second build failed.')
  return '.cache/bench/build'
}

function run(args: string[]): number | null {
  return spawnSync(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'], env: process.env }).status
}

/** A page says what it weighs, which may differ by a rounding. */
function withoutNonce(html: string): string {
  return html.replace(/\d+\.\d KB/, '')
}
