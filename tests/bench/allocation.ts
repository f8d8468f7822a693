/**
 * `npm run bench:allocation`: the sizes and adversarial shapes of the reference, medians of seven, in two tables.
 * `--quick` runs each case once. Peers are measured where they are installed and left out where they are not.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join, resolve } from 'node:path'
import { makeInstance, type Shape } from './allocation/make-instance.ts'
import type { Measurement } from './allocation/measure.ts'

const isQuick = process.argv.includes('--quick')
const runs = isQuick ? 1 : 7

const sizes: Shape[] = [
  { name: '1k x 100', units: 1_000, offers: 100, list: 10, capacity: 8 },
  { name: '10k x 1k', units: 10_000, offers: 1_000, list: 10, capacity: 8 },
  { name: '100k x 10k', units: 100_000, offers: 10_000, list: 10, capacity: 8 },
  { name: '100k x 1k, lists of 20', units: 100_000, offers: 1_000, list: 20, capacity: 80 },
]
const base = { units: 20_000, offers: 1_000, list: 10, capacity: 16 }
const adversarial: Shape[] = [
  { name: 'identical lists', ...base, lists: 'identical' },
  {
    name: 'cyclic lists, n² proposals',
    units: 1_500,
    offers: 1_500,
    list: 1_500,
    capacity: 1,
    rule: 'plain',
    lists: 'cyclic',
    scores: 'cyclic',
  },
  { name: 'all scores tied', ...base, scores: 'tied' },
  { name: 'one offer listed by all', units: 100_000, offers: 1, list: 1, capacity: 30_000 },
  { name: 'floors = capacity', ...base, rule: 'floors-full' },
  { name: 'caps on a tree, one offer', units: 100_000, offers: 1, list: 1, capacity: 30_000, rule: 'caps' },
]
const rules: Shape[] = [
  { name: '50k x 2k, floors in order', units: 50_000, offers: 2_000, list: 10, capacity: 20, rule: 'floors' },
  { name: '50k x 2k, meritorious', units: 50_000, offers: 2_000, list: 10, capacity: 20, rule: 'meritorious' },
]
const curve: Shape[] = [1_000, 10_000, 100_000].map(units => ({
  name: `${units * 10} edges`,
  units,
  offers: units / 10,
  list: 10,
  capacity: 8,
}))

const folder = mkdtempSync(join(tmpdir(), 'bench-allocation-'))
const pin = spawnSync('taskset', ['-c', '0', 'true']).status === 0 ? ['taskset', '-c', '0'] : []

/** One case in a process of its own, pinned to one core where the system can. */
function measure(shape: Shape, solver: 'engine' | 'highs' = 'engine'): Measurement {
  const file = join(folder, `${shape.name.replaceAll(/\W+/g, '-')}.json`)
  writeFileSync(file, makeInstance(shape))
  const command = [
    ...pin,
    process.execPath,
    resolve(import.meta.dirname, 'allocation/measure.ts'),
    file,
    String(runs),
    solver,
  ]
  const [program = '', ...args] = command
  const { stdout, stderr, status } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 26 })
  rmSync(file)
  if (status !== 0) throw new Error(`${shape.name}: ${stderr}`)
  return JSON.parse(stdout) as Measurement
}

const ms = (value: number) => (value < 10 ? value.toFixed(1) : Math.round(value).toString())

function table(title: string, header: string[], rows: string[][]): void {
  console.log(`\n${title}\n`)
  console.log(`| ${header.join(' | ')} |\n|${header.map(() => '---').join('|')}|`)
  for (const row of rows) console.log(`| ${row.join(' | ')} |`)
}

const engineHeader = [
  'instance',
  'edges',
  'assign ms',
  'worst',
  'end to end ms',
  'of which processor',
  'worst',
  'peak MB',
  'instance hash',
  'answer hash',
]
const engineRow = ({ name }: Shape, m: Measurement) => [
  name,
  m.edges.toLocaleString('en'),
  ms(m.assign.median),
  ms(m.assign.worst),
  ms(m.endToEnd.median),
  ms(m.endToEnd.processor),
  ms(m.endToEnd.worst),
  String(m.peakMegabytes),
  m.inputHash.slice(0, 12),
  m.resultHash.slice(0, 12),
]

try {
  console.log(
    `Machine: ${cpus()[0]?.model}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB; Node ${process.versions.node}`,
  )
  console.log(
    `Median of ${runs}, ${pin.length > 0 ? 'one core pinned' : 'not pinned'}. Times include the load of the machine.`,
  )
  console.log(
    'Assign: priorities in strict order to the stable matching. End to end: text of the instance to text of the result,',
  )
  console.log('with tickets, both hashes, reasons and what would have sufficed.')
  table(
    'Same problem, same answer: sizes',
    engineHeader,
    sizes.map(shape => engineRow(shape, measure(shape))),
  )
  table(
    'Same problem, same answer: adversarial shapes',
    engineHeader,
    adversarial.map(shape => engineRow(shape, measure(shape))),
  )
  const [ordered, meritorious] = rules.map(shape => ({ shape, m: measure(shape) }))
  if (ordered && meritorious) {
    table(
      'Meritorious against floors in order',
      engineHeader,
      [ordered, meritorious].map(({ shape, m }) => engineRow(shape, m)),
    )
    console.log(
      `\nMeritorious takes ${(meritorious.m.assign.median / ordered.m.assign.median).toFixed(1)} times as long (goal: below 3).`,
    )
  }
  const perEdge = curve.map(shape => ({ shape, m: measure(shape) }))
  table(
    'Cost per edge',
    ['edges', 'assign ns/edge', 'end to end ns/edge'],
    perEdge.map(({ shape, m }) => [
      shape.name,
      ((1e6 * m.assign.median) / m.edges).toFixed(0),
      ((1e6 * m.endToEnd.median) / m.edges).toFixed(0),
    ]),
  )
  const priced: Shape = { name: '1k x 100, price', units: 1_000, offers: 100, list: 10, capacity: 8, rule: 'plain' }
  const optimum = measure(priced, 'highs')
  table(
    'Another problem, only for the price of the rule: most total score',
    ['solver', 'instance', 'ms', 'score of the rule', 'optimum'],
    [['HiGHS (npm highs)', priced.name, ms(optimum.assign.median), optimum.resultHash, optimum.inputHash]],
  )
  for (const [name, probe] of [
    ['matchingR', ['Rscript', '-e', 'library(matchingR)']],
    ['Python matching', ['python3', '-c', 'import matching']],
  ] as const) {
    const [program = '', ...args] = probe
    const isInstalled = spawnSync(program, args, { encoding: 'utf8' }).status === 0
    console.log(
      `${name}: ${isInstalled ? 'installed, but no adapter is written: not measured' : 'not installed here: not measured'}`,
    )
  }
} finally {
  rmSync(folder, { recursive: true })
}
