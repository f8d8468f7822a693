import { expect, test } from 'vitest'
import { callOrder } from '../../../app/verifier/call-order.ts'
import { choose } from '../../../app/verifier/choose.ts'
import { buyByEqualShares } from '../../../app/verifier/equal-shares.ts'
import { fillEnvelopes } from '../../../app/verifier/fill-envelopes.ts'
import { checkGuarantees } from '../../../app/verifier/guarantees.ts'
import type { EqualSharesInstance, FundingInstance, MatchingInstance } from '../../../app/verifier/instance.ts'
import { buildMarket } from '../../../app/verifier/market.ts'
import { match } from '../../../app/verifier/match.ts'
import { readInstance } from '../../../app/verifier/read-instance.ts'
import { parseStrictJson } from '../../../app/verifier/strict-json.ts'
import { makeRandom, randomEqualShares } from './random-instance.ts'
import { slowEqualShares } from './slow-equal-shares.ts'

const read = (instance: unknown) => readInstance(parseStrictJson(JSON.stringify(instance)))
const words = (text: string) => text.split(' ').filter(word => word !== '')

/** `a: A B; b: B A` with capacities, as docs and papers write markets. */
function market(units: string, offers: string, capacity: number, rules: Record<string, object> = {}) {
  const rows = (text: string) => text.split(';').map(row => row.split(':') as [string, string])
  return buildMarket(
    read({
      kind: 'matching',
      units: rows(units).map(([id, list]) => ({ id: id.trim(), preferences: words(list) })),
      offers: rows(offers).map(([id, list]) => ({
        id: id.trim(),
        capacity,
        priority: words(list),
        ...rules[id.trim()],
      })),
    }) as MatchingInstance,
  )
}

function matched(given: ReturnType<typeof market>): string {
  return [...match(given)]
    .map((offer, unit) => `${given.instance.units[unit]?.id}${given.offers[offer]?.id ?? '-'}`)
    .join(' ')
}

test.each([
  ['O1', 'a: A B C; b: B C A; c: C A B', 'A: b c a; B: c a b; C: a b c', 1, 'aA bB cC'],
  [
    'O2',
    'a: A B C D; b: A D C B; c: B A C D; d: D B C A',
    'A: d c a b; B: b d a c; C: d a b c; D: c b a d',
    1,
    'aC bD cA dB',
  ],
  ['O3', 'A: C; S: C M; D: C M G; J: C G M; L: M C G', 'M: D L S J; C: D A S L J; G: D J L', 2, 'AC DC JG LM SM'],
  ['O4', 'A: X; B: X Y', 'X: B A; Y: B', 1, 'A- BX'],
  ['O5', '1: I P; 2: P F; 3: P S', 'F: 2; I: 1; P: 3 2 1; S: 3', 2, '1I 2P 3P'],
  ['O6', '1: a b; 2: a b; 3: b a', 'a: 3 2 1; b: 1 3 2', 1, '1b 2- 3a'],
  ['O8', '1: s2 s1 s3; 2: s1 s2 s3; 3: s1 s2 s3', 's1: 1 3 2; s2: 2 1 3; s3: 2 1 3', 1, '1s1 2s2 3s3'],
])('%s', (_, units, offers, capacity, answer) => {
  expect(matched(market(units, offers, capacity))).toBe(answer)
})

/** Who one offer takes of a priority order, given classes by the letters of the floors. */
function taken(priority: string, capacity: number, classes: Record<string, string[]>, rule: object) {
  const ids = words(priority)
  const given = buildMarket(
    read({
      kind: 'matching',
      units: ids.map(id => ({ id, preferences: ['p'], classes: classes[id] ?? [] })),
      offers: [{ id: 'p', capacity, priority: ids, rule }],
    }) as MatchingInstance,
  )
  checkGuarantees(given)
  const candidates = ids.map(id => given.unitIndex.get(id) as number)
  const offer = given.offers[0]
  if (!offer) throw new Error('no offer')
  return ids.filter((_, i) => choose(offer, candidates)[i] !== null).join(' ')
}

test('O14 and O15: floors first or open first', () => {
  const w = { w1: ['w'], w2: ['w'], w3: ['w'], w4: ['w'] }
  const floors = [{ id: 'f', class: 'w', seats: 2 }]
  const open = { mode: 'over-and-above', floors }
  expect(taken('w1 o1 w2 o2 w3 o3 w4 o4', 4, w, { floors })).toBe('w1 o1 w2 o2')
  expect(taken('w1 o1 w2 o2 w3 o3 w4 o4', 4, w, open)).toBe('w1 o1 w2 w3')
  expect(taken('o1 o2 o3 w1 w2 o4 w3', 4, w, { floors })).toBe('o1 o2 w1 w2')
  expect(taken('o1 o2 o3 w1 w2 o4 w3', 4, w, open)).toBe('o1 o2 w1 w2')
})

test('O16: overlapping floors', () => {
  const classes = { a: ['LDC', 'W'], b: ['W'], d: ['LDC'] }
  const [ldc, w] = [
    { id: 'l', class: 'LDC', seats: 1 },
    { id: 'w', class: 'W', seats: 1 },
  ]
  const orders: [object, string, string, string][] = [
    [{ floors: [ldc, w] }, 'a b', 'a c b', 'a b'],
    [{ floors: [w, ldc] }, 'a d', 'a c d', 'a c'],
    [{ mode: 'meritorious', floors: [w, ldc] }, 'a b', 'a c b', 'a b'],
  ]
  for (const [rule, two, three, withoutD] of orders) {
    expect(taken('a c b f d', 2, classes, rule)).toBe(two)
    expect(taken('a c b f d', 3, classes, rule)).toBe(three)
    expect(taken('a c f b', 2, classes, rule)).toBe(withoutD)
  }
})

test('N3: a cap that crosses a floor is refused', () => {
  const given = buildMarket(
    read({
      kind: 'matching',
      units: [
        { id: '1', preferences: ['p'], groups: { country: 'Z' } },
        { id: '2', preferences: ['p', 'q'], classes: ['w'], groups: { country: 'Z' } },
        { id: '3', preferences: ['q'], groups: { country: 'Y' } },
        { id: '4', preferences: ['p'], classes: ['w'], groups: { country: 'X' } },
      ],
      offers: [
        {
          id: 'p',
          capacity: 2,
          priority: ['1', '3', '4', '2'],
          rule: { floors: [{ id: 'f', class: 'w', seats: 1 }], caps: [{ key: 'country', max: 1 }] },
        },
        { id: 'q', capacity: 1, priority: ['2', '3', '4', '1'] },
      ],
    }) as MatchingInstance,
  )
  expect(() => checkGuarantees(given)).toThrow('NO_GUARANTEE')
})

/** The class of an id is in its letter; D is in both. */
const called = (order: string, ...shares: [string, number][]) =>
  callOrder(
    words(order),
    shares.map(([letter, percent]) => ({ percent, has: (id: string) => id[0] === letter || id[0] === 'D' })),
  ).join(' ')

test('O17 to O20: call orders of Parcoursup', () => {
  expect(called('C1 C2 B1 C3 C4 C5 B2 C6 C7 C8 C9 C10 C11 C12 C13 C14 B3 C15 C16 C17', ['B', 25])).toBe(
    'B1 C1 C2 C3 B2 C4 C5 C6 B3 C7 C8 C9 C10 C11 C12 C13 C14 C15 C16 C17',
  )
  expect(called('R1 R2 N1 R3 R4 R5 R6 R7 R8 R9 R10 R11 B1 R12 B2 R13 R14 D1 R15 R16', ['B', 20], ['R', 90])).toBe(
    'D1 R1 R2 R3 R4 B1 R5 R6 R7 R8 B2 R9 R10 R11 R12 R13 R14 R15 R16 N1',
  )
  expect(called('C1 C2 C3 C4 C5 B6 B7 C8', ['B', 20])).toBe('B6 C1 C2 C3 C4 B7 C5 C8')
  expect(called('C1 C2 C3 C4 C5 B6 C7 C8', ['B', 2])).toBe('B6 C1 C2 C3 C4 C5 C7 C8')
  expect(called('C1 B2 B3 C4 C5 C6 C7 B8 C9 C10', ['B', 10])).toBe('B2 C1 B3 C4 C5 C6 C7 B8 C9 C10')
  const many = Array.from({ length: 1000 }, (_, i) => (i < 900 ? `C${i}` : `B${i}`)).join(' ')
  const places = words(called(many, ['B', 10])).flatMap((id, place) => (id[0] === 'B' ? [place + 1] : []))
  expect(places).toEqual(Array.from({ length: 100 }, (_, i) => 10 * i + 1))
})

const fund = (instance: object) => fillEnvelopes(read({ kind: 'funding', ...instance }) as FundingInstance)

test('the funding example of the contract', () => {
  const { awards, left, log } = fund({
    budget: 500,
    envelopes: [{ id: 'ldc', class: 'LDC', amount: 100 }],
    requests: [{ id: 'a', ask: 100, least: 80, score: 1, classes: ['LDC'] }],
  })
  expect([...awards]).toEqual([['a', 100n]])
  expect(left).toBe(400n)
  expect(log).toEqual([
    { request: 'a', phase: 'envelope:ldc', before: 100n, award: 80n },
    { request: 'a', phase: 'raise', before: 420n, award: 20n },
  ])
})

test('O30: skip and stop', () => {
  const asks = [
    [100, 180],
    [200, 150],
    [250, 140],
    [150, 120],
    [80, 90],
  ]
  const requests = asks.map(([ask, score], i) => ({ id: `${i + 1}`, ask, score }))
  const funded = (fill: string) =>
    [...fund({ budget: 500, fill, requests }).awards].flatMap(([id, award]) => (award ? [id] : []))
  expect(funded('skip')).toEqual(['1', '2', '4'])
  expect(funded('stop')).toEqual(['1', '2'])
})

const buy = (instance: object) => buyByEqualShares(read({ kind: 'equal-shares', ...instance }) as EqualSharesInstance)
const ballots = (text: string) => words(text).map((approves, i) => ({ id: `v${i}`, approves: [...approves] }))

test('O25: the running example of Lackner and Skowron', () => {
  const { winners, payments } = buy({
    budget: 4,
    utility: 'cardinality',
    projects: [...'abcdefg'].map(id => ({ id, cost: 1 })),
    ballots: ballots('ab ab ab ac ac ac ad ad bcf e f g'),
  })
  expect(winners).toEqual(['a'])
  expect([...(payments.get('a') ?? [])]).toHaveLength(8)
  expect(new Set(payments.get('a')?.values())).toEqual(new Set(['1/8']))
})

test('O26: budgets and costs in hundredths', () => {
  const election = {
    budget: 400,
    projects: [100, 90, 200, 109].map((cost, i) => ({ id: `${i}`, cost })),
    ballots: ballots('0 123 123 2'),
  }
  expect(buy({ ...election, utility: 'cardinality' }).winners).toEqual(['0', '1', '3'])
  expect(buy(election).winners).toEqual(['0', '2'])
})

test('O27: the example of pabulib.org', () => {
  const election = {
    budget: 2500,
    projects: Object.entries({ 1: 600, 2: 800, 4: 1400, 5: 1000, 7: 1200 }).map(([id, cost]) => ({ id, cost })),
    ballots: ballots('124 12 245 57 147 17 5 4 245 45'),
  }
  expect(buy(election).winners).toEqual(['4'])
  expect(buy({ ...election, utility: 'cardinality' }).winners).toEqual(['1', '5'])
  expect(buy({ ...election, completion: 'add1' }).winners).toEqual(['1', '4'])
})

test('O29: of tied outcomes the cheapest first', () => {
  const supporters = words('124 25 15 34 235 25 14 25 135 23')
  const projects = supporters.map((_, i) => ({ id: `${11 + i}`, cost: 100 + 50 * i }))
  const voters = ['1', '2', '3', '4', '5'].map(voter => ({
    id: voter,
    approves: projects.flatMap(({ id }, i) => (supporters[i]?.includes(voter) ? [id] : [])),
  }))
  const { winners, payments } = buy({ budget: 900, projects, ballots: voters })
  expect(winners).toEqual(['11', '13', '15'])
  expect(new Set(payments.get('11')?.values())).toEqual(new Set(['100/3']))
  expect(Object.fromEntries(payments.get('13') ?? [])).toEqual({ 1: '120', 5: '80' })
  expect(new Set(payments.get('15')?.values())).toEqual(new Set(['100']))
})

test('equal shares agree with a reading that tries every endowment, in 400 small elections', () => {
  for (let seed = 1; seed <= 400; seed++) {
    const election = randomEqualShares(makeRandom(seed))
    const { winners, cost } = buy(election)
    expect({ winners, cost: Number(cost) }, `seed ${seed}`).toEqual(slowEqualShares(election))
  }
})

test('a budget in the smallest coin of a large sum takes no endowment after the other', () => {
  const { winners } = buy({
    budget: 9_000_000_000_000_000,
    projects: [
      { id: 'a', cost: 1 },
      { id: 'b', cost: 8_000_000_000_000_000 },
    ],
    ballots: ballots('a b b'),
    completion: 'add1',
  })
  expect(winners).toEqual(['a', 'b'])
})
