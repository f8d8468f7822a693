import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { effort, makeDice } from '../allocation/random-market.ts'
import { run } from '../allocation/run.ts'
import { fillPlainly, type JsonFunding } from './plain-funding.ts'

vi.setConfig({ testTimeout: 60_000 })

const requests = (...rows: [number, number][]) => rows.map(([ask, score], i) => ({ id: String(i + 1), ask, score }))
const funded = (instance: object) => {
  const { awards } = run({ kind: 'funding', ...instance })
  return Object.keys(awards).filter(id => awards[id] > 0)
}

test('O30, skip and stop, from ijaniszewski.com/pabulib', () => {
  const instance = { budget: 500, requests: requests([100, 180], [200, 150], [250, 140], [150, 120], [80, 90]) }
  expect(funded(instance)).toEqual(['1', '2', '4'])
  expect(funded({ ...instance, fill: 'stop' })).toEqual(['1', '2'])
})

test('O27, pabulib.org/format, greedy: 4 and 5', () => {
  const projects = [
    { id: '1', ask: 600, score: 4 },
    { id: '2', ask: 800, score: 4 },
    { id: '4', ask: 1400, score: 6 },
    { id: '5', ask: 1000, score: 5 },
    { id: '7', ask: 1200, score: 3 },
  ]
  expect(funded({ budget: 2500, requests: projects, ties: { order: ['1', '2'] } })).toEqual(['4', '5'])
})

test('the example of rule 13', () => {
  const request = { id: 'a', ask: 100, least: 80, score: 1, classes: ['LDC'] }
  const result = run({
    kind: 'funding',
    budget: 500,
    envelopes: [{ id: 'ldc', class: 'LDC', amount: 100 }],
    requests: [request],
  })
  expect(result).toMatchObject({ awards: { a: 100 }, left: 400 })
  expect(result.log).toEqual([
    { request: 'a', phase: 'envelope:ldc', before: 100, award: 80 },
    { request: 'a', phase: 'raise', before: 420, award: 20 },
  ])
})

test('money above 2^53 - 1 is exact, and written as text', () => {
  const big = '900719925474099267'
  const result = run({ kind: 'funding', budget: big, requests: [{ id: 'a', ask: '900719925474099266', score: 1 }] })
  expect(result).toMatchObject({ awards: { a: '900719925474099266' }, left: 1 })
  expect(result.log[0].before).toBe(big)
})

test('equal scores go by order, or by the smaller ticket with scope *, whatever scope is named', () => {
  const instance = { kind: 'funding', budget: 1, requests: ['a', 'b', 'c', 'd'].map(id => ({ id, ask: 1, score: 7 })) }
  const winner = (ties: object) =>
    Object.entries(run({ ...instance, ties }).awards).find(([, award]) => award === 1)?.[0]
  expect(winner({ order: ['c', 'a', 'd', 'b'] })).toBe('c')
  const seeded = (scope: string, digit: string) => winner({ seed: digit.repeat(64), round: 'r', scope })
  const digits = [...'0123456789abcdef']
  expect(digits.map(digit => seeded('offer', digit))).toEqual(digits.map(digit => seeded('*', digit)))
  expect(new Set(digits.map(digit => seeded('*', digit))).size).toBeGreaterThan(2)
})

function randomFunding(seed: number): JsonFunding {
  const dice = makeDice(seed)
  const scores = dice.shuffled(Array.from({ length: 9 }, (_, i) => 10 * i + 10))
  const budget = dice.below(60)
  let left = budget
  const envelopes = Array.from({ length: dice.below(3) }, (_, i) => {
    const amount = dice.below(left + 1)
    left -= amount
    return { id: `e${i}`, class: dice.pick(['A', 'B']), amount }
  })
  const rows = Array.from({ length: dice.below(8) }, (_, i) => {
    const ask = 1 + dice.below(20)
    const request = { id: `r${i}`, ask, score: scores[i] as number, classes: dice.some(['A', 'B'], 0.4) }
    return dice.chance(0.6) ? { ...request, least: 1 + dice.below(ask) } : request
  })
  return { kind: 'funding', budget, fill: dice.pick(['skip', 'stop'] as const), envelopes, requests: rows }
}

test('on 5,000 random rounds awards, rest and log are those of a direct reading', () => {
  for (let seed = 0; seed < effort(5_000); seed++) {
    const instance = randomFunding(seed)
    const { awards, left, log } = run(instance)
    expect({ awards, left, log }, JSON.stringify(instance)).toEqual(fillPlainly(instance))
  }
})

const settings = { seed: 15, numRuns: effort(1_500) }
const seeds = fc.integer({ min: 0, max: 2 ** 31 - 1 })

/** P15: the account adds up and every refusal is owed to the balance that is printed. */
function findFault({ budget, requests: rows }: JsonFunding, result: ReturnType<typeof fillPlainly>): string | null {
  const spent = Object.values(result.awards).reduce((a, b) => a + b, 0)
  if (spent + result.left !== budget || result.left < 0) return 'budget'
  for (const row of result.log) {
    const { ask, least = ask } = rows.find(({ id }) => id === row.request) ?? { ask: 0 }
    if (row.award > row.before) return 'balance'
    if (row.phase !== 'raise' && row.award !== (least <= row.before ? least : 0)) return 'decision'
    if (row.phase === 'raise' && row.award !== Math.min(ask - least, row.before)) return 'raise'
  }
  return null
}

test('P15: never over budget, and every decision follows from its balance', () => {
  fc.assert(
    fc.property(seeds, seed => {
      const instance = randomFunding(seed)
      expect(findFault(instance, run(instance))).toBeNull()
    }),
    settings,
  )
})

test('P15 can fail: a moved balance and a raised award are found', () => {
  const found = new Set<string | null>()
  for (let seed = 0; seed < 50; seed++) {
    const instance = randomFunding(seed)
    const result = run(instance)
    const [row] = result.log
    if (!row) continue
    found.add(findFault(instance, { ...result, log: [{ ...row, before: row.before + 1000, award: row.award }] }))
    found.add(findFault(instance, { ...result, left: result.left + 1 }))
  }
  expect(found).toContain('budget')
  expect(found).toContain('decision')
})

test('P15, self-monotone: a better score, a lower least or one more class never loses an award', () => {
  fc.assert(
    fc.property(seeds, seed => {
      const instance = randomFunding(seed)
      const before = run(instance).awards
      for (const request of instance.requests) {
        const { ask, least = ask, classes = [] } = request
        const better = [
          { ...request, score: request.score + 15 },
          { ...request, least: 1 + Math.floor((least - 1) / 2) },
          { ...request, classes: ['A', 'B', ...classes].filter((name, i, all) => all.indexOf(name) === i) },
        ]
        for (const changed of better) {
          const rows = instance.requests.map(other => (other === request ? changed : other))
          const after = run({ ...instance, requests: rows }).awards
          if (before[request.id] > 0)
            expect(after[request.id], JSON.stringify({ instance, changed })).toBeGreaterThan(0)
        }
      }
    }),
    settings,
  )
})

test('P15, self-monotone, can fail: one more unit of budget evicts somebody, which is not promised', () => {
  let evictions = 0
  for (let seed = 0; seed < 500; seed++) {
    const instance = randomFunding(seed)
    const before = run(instance).awards
    const after = run({ ...instance, budget: instance.budget + 1 }).awards
    if (Object.keys(before).some(id => before[id] > 0 && after[id] === 0)) evictions++
  }
  expect(evictions).toBeGreaterThan(0)
})
