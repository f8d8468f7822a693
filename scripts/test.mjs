// Runs the suites one after the other, with the time of each.
//   node scripts/test.mjs [--full] [suite …]     suites: format lint types deps styles i18n unit db db-postgres chaos browser bench
// Without names all of them run, but db-postgres and chaos only with --full, which also adds what is slower and lifts the limit of 25 minutes.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { findBrowser } from './find-browser.mjs'

const usualLimitMs = 25 * 60_000
const reports = '.cache/tests'

/** Suites in order, cheapest first. `report` names a file with counts; a suite without one counts as one check. */
const suites = {
  format: { lines: [['biome', 'format', '.']] },
  lint: { lines: [['biome', 'lint', '.']] },
  types: {
    lines: [
      ['tsc', '--noEmit'],
      ['tsc', '-p', 'app/enhance'],
    ],
  },
  deps: { lines: [['depcruise', '--config', '.dependency-cruiser.cjs', ...rooms()]] },
  styles: { lines: [['stylelint', 'app/styles/*.css']] },
  i18n: { lines: [['node', 'scripts/i18n-check.ts']] },
  unit: { lines: [vitest('unit')], report: 'unit.json' },
  db: { lines: [vitest('db')], report: 'db.json' },
  'db-postgres': { lines: [vitest('db-postgres')], report: 'db-postgres.json', isFullOnly: true },
  chaos: { lines: [vitest('chaos')], report: 'chaos.json', isFullOnly: true },
  browser: { lines: [['playwright', 'test']], report: 'browser.json', needsBrowser: true },
  bench: { lines: [['node', 'tests/bench/render.ts']] },
}

/** The folders whose imports have rules, as far as they exist yet. */
function rooms() {
  return ['app', 'server', 'supabase', 'scripts', 'cli', 'tests'].filter(existsSync)
}

function vitest(project) {
  return [
    'vitest',
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${reports}/${project}.json`,
  ]
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  process.chdir(fileURLToPath(new URL('..', import.meta.url)))
  process.exit(await runSuites(process.argv.slice(2)))
}

/** Runs the named suites (all where none is named) and returns the exit code. */
export async function runSuites(args, limitMs = usualLimitMs) {
  const isFull = args.includes('--full')
  const wanted = args.filter(arg => arg !== '--full')
  const unknown = wanted.filter(name => !Object.hasOwn(suites, name))
  if (unknown.length > 0) {
    console.error(`No such suite: ${unknown.join(', ')}. There are: ${Object.keys(suites).join(' ')}`)
    return 1
  }
  const names = Object.keys(suites).filter(name =>
    wanted.length === 0 ? isFull || !suites[name].isFullOnly : wanted.includes(name),
  )
  rmSync(reports, { recursive: true, force: true })
  mkdirSync(reports, { recursive: true })
  const started = performance.now()
  const results = []
  for (const name of names) {
    const left = isFull ? Number.POSITIVE_INFINITY : limitMs - (performance.now() - started)
    const result = left <= 0 ? { name, ms: 0, ok: false, note: 'not run: no time left' } : await run(name, left, isFull)
    results.push(result)
    console.log(`${result.ok ? 'ok  ' : 'FAIL'} ${name.padEnd(11)} ${seconds(result.ms)}`)
  }
  return conclude(results, performance.now() - started, isFull ? Number.POSITIVE_INFINITY : limitMs)
}

async function run(name, leftMs, isFull) {
  const { lines, report, needsBrowser } = suites[name]
  const started = performance.now()
  const done = result => ({ name, ms: performance.now() - started, ...result })
  console.log(`\n──── ${name}`)
  const env = {
    ...process.env,
    // The Node that the project brings, also where the runner was started without npm.
    PATH: `${resolve('node_modules/.bin')}${delimiter}${process.env.PATH}`,
    IMARIKA_FULL: isFull ? '1' : '',
    PLAYWRIGHT_JSON_OUTPUT_NAME: join(reports, 'browser.json'),
  }
  if (needsBrowser) {
    try {
      env.CHROME_PATH = await findBrowser({ mayInstall: true })
    } catch (error) {
      console.error(error.message)
      return done({ ok: false, note: 'no browser' })
    }
  }
  for (const line of lines) {
    const { code, isLate } = await spawnSuite(line, env, leftMs - (performance.now() - started))
    if (code !== 0) return done({ ok: false, note: isLate ? 'stopped: no time left' : '', counts: countsOf(report) })
  }
  return done({ ok: true, note: '', counts: countsOf(report) })
}

/** Output goes to the terminal as it comes, whole. */
function spawnSuite([command, ...args], env, leftMs) {
  const binary = join('node_modules/.bin', command)
  const file = command === 'node' && !existsSync(binary) ? process.execPath : binary
  return new Promise(settle => {
    // A group of its own, so that a late suite ends with the servers and browsers it started.
    const child = spawn(file, args, { stdio: ['ignore', 'inherit', 'inherit'], env, detached: true })
    let isLate = false
    const stop = signal => {
      try {
        process.kill(-child.pid, signal)
      } catch {
        // It ended in the meantime.
      }
    }
    const timer = Number.isFinite(leftMs)
      ? setTimeout(() => {
          isLate = true
          stop('SIGTERM')
          setTimeout(() => stop('SIGKILL'), 5000).unref()
        }, leftMs)
      : undefined
    const forward = signal => stop(signal)
    process.on('SIGINT', forward)
    process.on('SIGTERM', forward)
    const end = code => {
      clearTimeout(timer)
      process.off('SIGINT', forward)
      process.off('SIGTERM', forward)
      settle({ code, isLate })
    }
    child.once('error', error => {
      console.error(error.message)
      end(1)
    })
    child.once('exit', code => end(code ?? 1))
  })
}

/** What a suite's own report counted; null where it wrote none. */
function countsOf(report) {
  if (!report) return null
  try {
    return countReport(JSON.parse(readFileSync(join(reports, report), 'utf8')))
  } catch {
    return null
  }
}

/** Vitest's and Playwright's reports, as passed, failed and skipped. */
export function countReport(json) {
  if (json.stats) {
    const { expected, flaky, unexpected, skipped } = json.stats
    return { passed: expected + flaky, failed: unexpected + (json.errors?.length ?? 0), skipped }
  }
  const broken = json.testResults.filter(file => file.status === 'failed' && file.assertionResults.length === 0).length
  return {
    passed: json.numPassedTests,
    failed: json.numFailedTests + broken,
    skipped: json.numPendingTests + json.numTodoTests,
  }
}

/** A suite without a count is one check; a suite that failed holds at least one failure, whatever it counted. */
export function tally({ ok, counts }) {
  if (!counts) return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 }
  return ok || counts.failed > 0 ? counts : { ...counts, failed: 1 }
}

function conclude(results, totalMs, limitMs) {
  const rows = results.map(result => ({ ...result, ...tally(result) }))
  const sum = field => rows.reduce((total, row) => total + row[field], 0)
  const line = (name, ms, row) =>
    `${name.padEnd(12)}${seconds(ms)}${[row.passed, row.failed, row.skipped].map(n => String(n).padStart(9)).join('')}  ${row.note}`
  console.log(`\n${'suite'.padEnd(12)}${'time'.padStart(9)}   passed   failed  skipped`)
  for (const row of rows) console.log(line(row.name, row.ms, row))
  const total = { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') }
  console.log(line('all', totalMs, { ...total, note: '' }))
  const isLate = totalMs > limitMs
  if (isLate) console.log(`FAIL: ${seconds(totalMs).trim()} are more than ${seconds(limitMs).trim()}`)
  console.log(`\n${total.passed} passed, ${total.failed + (isLate ? 1 : 0)} failed`)
  return total.failed > 0 || isLate || results.some(({ ok }) => !ok) ? 1 : 0
}

function seconds(ms) {
  return `${(ms / 1000).toFixed(1)} s`.padStart(9)
}
