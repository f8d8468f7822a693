import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** What another program needed for the same instance, and its answer; null where it is not installed. */
export type Peer = { version: string; build: number; solve: number; answer: string } | null

type Listed = { id: string; preferences: string[] }
type Ordered = { id: string; capacity: number; priority: string[] }

const here = import.meta.dirname

function run(command: readonly string[]): string | null {
  const [program = '', ...args] = command
  const { stdout, stderr, status } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 26 })
  if (status !== 0) throw new Error(`${program}: ${stderr}`)
  return stdout
}

const isInstalled = (program: string, args: string[]) => spawnSync(program, args, { encoding: 'utf8' }).status === 0

/** The Python package `matching`: PYTHONPATH may name a copy of its source. */
export function runPythonMatching(file: string, runs: number, pin: readonly string[]): Peer {
  if (!isInstalled('python3', ['-c', 'import matching'])) return null
  const out = run([...pin, 'python3', '-W', 'ignore', resolve(here, 'peer-matching.py'), file, String(runs)])
  return JSON.parse(out ?? 'null')
}

/** The R package matchingR, on a market where everybody ranks everything; R_LIBS may name where it is installed. */
export function runMatchingR(file: string, runs: number, pin: readonly string[], folder: string): Peer {
  if (!isInstalled('Rscript', ['-e', 'library(matchingR)'])) return null
  const { units, offers } = JSON.parse(readFileSync(file, 'utf8')) as { units: Listed[]; offers: Ordered[] }
  const offerAt = new Map(offers.map(({ id }, i) => [id, i]))
  const unitAt = new Map(units.map(({ id }, i) => [id, i]))
  const size = units.length * offers.length
  const [ofUnits, ofOffers] = [new Int32Array(size), new Int32Array(size)]
  for (const [u, { preferences }] of units.entries())
    for (const [rank, id] of preferences.entries()) ofUnits[u * offers.length + (offerAt.get(id) as number)] = -rank
  for (const [o, { priority }] of offers.entries())
    for (const [rank, id] of priority.entries()) ofOffers[o * units.length + (unitAt.get(id) as number)] = -rank
  writeFileSync(join(folder, 'units'), ofUnits)
  writeFileSync(join(folder, 'offers'), ofOffers)
  const sizes = [units.length, offers.length, offers[0]?.capacity ?? 0, runs].map(String)
  const out = run([...pin, 'Rscript', resolve(here, 'peer-matchingr.R'), folder, ...sizes])
  const [version = '', solve] = (out ?? '').split(' ')
  const bytes = readFileSync(join(folder, 'got'))
  const lines = units.map(({ id }, u) => {
    const offer = bytes.readInt32LE(4 * u)
    return `${id} ${offer === 0 ? '-' : offers[offer - 1]?.id}\n`
  })
  const answer = createHash('sha256').update(lines.sort().join('')).digest('hex')
  return { version, build: 0, solve: Number(solve), answer }
}
