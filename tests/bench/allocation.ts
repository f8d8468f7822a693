/**
 * `npm run bench:allocation`: the sizes and adversarial shapes of the reference, medians of seven, in two tables.
 * `--quick` runs each case once. Peers are measured where they are installed and left out where they are not. What misses
 * its goal is printed like what meets it.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir, totalmem } from 'node:os'
import { join, resolve } from 'node:path'
import { makeInstance, type Shape } from './allocation/make-instance.ts'
import type { Measurement } from './allocation/measure.ts'
import { type Peer, runMatchingR, runPythonMatching } from './allocation/peers.ts'

const isQuick = process.argv.includes('--quick')
const runs = isQuick ? 1 : 7

const sizes: Shape[] = [
  { name: '1k x 100', units: 1_000, offers: 100, list: 10, capacity: 8 },
  { name: '10k x 1k', units: 10_000, offers: 1_000, list: 10, capacity: 8 },
  { name: '100k x 10k', units: 100_000, offers: 10_000, list: 10, capacity: 8 },
  { name: '100k x 1k, lists of 20', units: 100_000, offers: 1_000, list: 20, capacity: 80 },
]
/** Measured once: it takes minutes. */
const largest: Shape = { name: '1M x 20k', units: 1_000_000, offers: 20_000, list: 10, capacity: 40 }
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

const fileOf = ({ name }: Shape) => join(folder, `${name.replaceAll(/\W+/g, '-')}.json`)

/** The output of a program for one case, in a process of its own, pinned to one core where the system can. */
function measureIn<T>(program: string, shape: Shape, args: string[]): T {
  const file = fileOf(shape)
  writeFileSync(file, makeInstance(shape))
  const [command = '', ...rest] = [...pin, process.execPath, resolve(import.meta.dirname, program), file, ...args]
  const { stdout, stderr, status } = spawnSync(command, rest, { encoding: 'utf8', maxBuffer: 1 << 26 })
  if (status !== 0) throw new Error(`${shape.name}: ${stderr}`)
  return JSON.parse(stdout) as T
}

function measure(shape: Shape, what: 'engine' | 'verify' = 'engine', times = runs): Measurement {
  return measureIn<Measurement>('allocation/measure.ts', shape, [String(times), what])
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

/** The same strict orders for everybody, so the answer must be the same as well. */
function comparePeers(): void {
  const plain = { units: 10_000, offers: 1_000, capacity: 8, rule: 'plain', scores: 'order' } as const
  const lists: Shape = { name: '10k x 1k, lists of 10', ...plain, list: 10 }
  const dense: Shape = { name: '10k x 1k, everybody ranks everything', ...plain, list: 1_000, lists: 'all' }
  const times = isQuick ? 1 : 3
  const rows = (
    [
      ['Python matching', lists, () => runPythonMatching(fileOf(lists), times, pin)],
      ['matchingR', dense, () => runMatchingR(fileOf(dense), times, pin, folder)],
    ] as [string, Shape, () => Peer][]
  ).map(([name, shape, runPeer]) => {
    const m = measure(shape, 'engine', times)
    const peer = runPeer()
    rmSync(fileOf(shape))
    const ours = [shape.name, ms(m.assign.median), ms(m.endToEnd.median)]
    if (peer === null) return [...ours, name, 'not installed here: not measured', '', '', '']
    const { version, build, solve, answer } = peer
    const same = answer === m.answer ? 'yes' : 'NO'
    const ratio = (solve / m.assign.median).toFixed(1)
    return [...ours, `${name} ${version}`, build > 0 ? ms(build) : 'none', ms(solve), ratio, same]
  })
  const header = [
    'instance',
    'assign ms',
    'end to end ms',
    'peer',
    'its building ms',
    'its solving ms',
    'times ours',
    'same',
  ]
  table(
    `Same problem, same answer: peers, median of ${times} (goals: 100 times for Python, 2.5 times for matchingR)`,
    header,
    rows,
  )
}

try {
  console.log(
    `Machine: ${cpus()[0]?.model}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB; Node ${process.versions.node}`,
  )
  console.log(
    `Median of ${runs}, ${pin.length > 0 ? 'one core pinned' : 'not pinned'}. Load at the start: ${loadavg()[0]?.toFixed(1)}.`,
  )
  console.log(
    'Assign: priorities in strict order to the stable matching. End to end: text of the instance to text of the result,',
  )
  console.log('with tickets, both hashes, reasons and what would have sufficed.')
  const measured = sizes.map(shape => ({ shape, m: measure(shape, 'verify') }))
  table(
    'Same problem, same answer: sizes',
    engineHeader,
    [...measured, { shape: largest, m: measure(largest, 'engine', 1) }].map(({ shape, m }) => engineRow(shape, m)),
  )
  table(
    'The record checked by the verifier, which recomputes it from its text (goal: within 5 times of the engine)',
    ['instance', 'engine end to end ms', 'verifier ms', 'times', 'processor: engine', 'verifier', 'times'],
    measured.map(({ shape, m: { endToEnd, verify } }) => [
      shape.name,
      ms(endToEnd.median),
      ms(verify?.median ?? 0),
      ((verify?.median ?? 0) / endToEnd.median).toFixed(1),
      ms(endToEnd.processor),
      ms(verify?.processor ?? 0),
      ((verify?.processor ?? 0) / endToEnd.processor).toFixed(1),
    ]),
  )
  const goal = measured.find(({ shape }) => shape.name === '100k x 10k')?.m
  if (goal) {
    const verdict = (isMet: boolean) => (isMet ? 'met' : 'missed')
    const { median, processor } = goal.endToEnd
    console.log(
      `\n100k x 10k end to end: ${ms(median)} ms, of the processor ${ms(processor)} (goal: 1,500 ms, ${verdict(median < 1_500)}); ${goal.peakMegabytes} MB (goal: 400 MB, ${verdict(goal.peakMegabytes < 400)}).`,
    )
  }
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
  const priceOf = measureIn<{ median: number; price: { score?: string; optimum?: string } }>
  const { median, price } = priceOf('allocation/price.ts', priced, [String(runs)])
  table(
    'Another problem, only for the price of the rule: most total score',
    ['solver', 'instance', 'ms', 'score of the rule', 'optimum'],
    [['HiGHS (npm highs)', priced.name, ms(median), price.score ?? 'not computed', price.optimum ?? 'not computed']],
  )
  comparePeers()
} finally {
  rmSync(folder, { recursive: true })
}
