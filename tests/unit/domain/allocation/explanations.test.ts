import { expect, test, vi } from 'vitest'
import { runMatching } from '#app/domain/allocation/explanations/change-instance.ts'
import { explainInstance } from '#app/domain/allocation/explanations/explain-instance.ts'
import { suggestInstead } from '#app/domain/allocation/explanations/suggest-instead.ts'
import { type Instance, readInstance } from '#app/domain/allocation/run-instance.ts'
import { priceOfRule } from '../../../../cli/price-of-rule.ts'
import { sha256 } from '../../../../cli/sha256.ts'
import { effort, makeDice, randomMarket } from './random-market.ts'
import { run } from './run.ts'

vi.setConfig({ testTimeout: 60_000 })

const read = (instance: unknown): Instance => {
  const answer = readInstance(JSON.stringify(instance), sha256)
  if (!answer.ok) throw new Error(JSON.stringify(answer))
  return answer.instance
}
const budget = { most: 50, mayContinue: () => true }
const explain = (instance: unknown, limits = budget) => {
  const explanation = explainInstance(read(instance), sha256, limits)
  if (explanation === null) throw new Error('no matching')
  return explanation
}

const order = ['w1', 'o1', 'o2', 'o3', 'w2', 'o4', 'w3']
const training = (rule: object) => ({
  kind: 'matching',
  units: order.map(id => ({ id, preferences: ['p'], classes: id.startsWith('w') ? ['woman'] : [] })),
  offers: [{ id: 'p', capacity: 3, priority: order, rule }],
})
const women = (seats: number) => ({ id: 'women', class: 'woman', seats })

test('a floor that changes who is in is binding, and names whom it admitted and displaced', () => {
  expect(explain(training({ floors: [women(2)] })).floors).toEqual([
    { offer: 'p', floor: 'women', state: 'binding', admitted: ['w2'], displaced: ['o2'] },
  ])
  expect(explain(training({ floors: [women(1)] })).floors).toEqual([
    { offer: 'p', floor: 'women', state: 'slack', admitted: [], displaced: [] },
  ])
})

test('the order of overlapping floors shows in the units that another order would change (O16)', () => {
  const classes: Record<string, string[]> = { a: ['LDC', 'W'], b: ['W'], d: ['LDC'] }
  const ids = ['a', 'c', 'b', 'f', 'd']
  const overlap = (mode: string) => ({
    kind: 'matching',
    units: ids.map(id => ({ id, preferences: ['p'], classes: classes[id] ?? [] })),
    offers: [
      {
        id: 'p',
        capacity: 2,
        priority: ids,
        rule: { mode, floors: ['LDC', 'W'].map(name => ({ id: name, class: name, seats: 1 })) },
      },
    ],
  })
  expect(explain(overlap('min-guarantee')).orderSensitive).toEqual(['b', 'd'])
  expect(explain(overlap('meritorious')).orderSensitive).toEqual([])
})

const tied = (units: number) => {
  const ids = Array.from({ length: units }, (_, i) => `u${i}`)
  return {
    kind: 'matching',
    units: ids.map(id => ({ id, preferences: ['p'] })),
    offers: [
      {
        id: 'p',
        capacity: 1,
        priority: { scores: { ...Object.fromEntries(ids.map(id => [id, 5])), u0: 9 } as Record<string, number> },
      },
    ],
    ties: { seed: 'c'.repeat(64), round: 'r', scope: '*' },
  }
}

test('sensitivity to the seed: nobody where scores decide, about half where a coin does', () => {
  const sure = explain(tied(4)).seeds
  expect(sure?.seeds).toBe(50)
  expect([...(sure?.same.values() ?? [])]).toEqual([50, 50, 50, 50])
  const coin = tied(3)
  for (const { priority } of coin.offers) priority.scores = { u1: 5, u2: 5 }
  const same = explain(coin).seeds?.same
  expect(same?.get('u0')).toBe(50)
  expect(same?.get('u1')).toBe(same?.get('u2'))
  expect(same?.get('u1')).toBeGreaterThan(10)
  expect(same?.get('u1')).toBeLessThan(40)
})

test('a budget cuts the number of draws, never their results; without a seed there are none', () => {
  const limited = (most: number, calls: number) => {
    let left = calls
    return explain(tied(6), { most, mayContinue: () => left-- > 0 }).seeds
  }
  expect(limited(200, 7)).toEqual(limited(7, 200))
  expect(limited(200, 7)?.seeds).toBe(7)
  expect(explain(training({})).seeds).toBeNull()
})

test('a draw again leaves the published one untouched', () => {
  const instance = read(tied(6))
  if (instance.kind !== 'matching') throw new Error('kind')
  const before = [...runMatching(instance).edgeOf]
  explainInstance(instance, sha256, budget)
  expect([...runMatching(instance).edgeOf]).toEqual(before)
})

const crowd = (members: number, others: number, capacity: number) => {
  const ids = [
    ...Array.from({ length: members }, (_, i) => `m${i}`),
    ...Array.from({ length: others }, (_, i) => `x${i}`),
  ]
  return {
    kind: 'matching',
    units: ids.map(id => ({ id, preferences: ['p'], classes: id.startsWith('m') ? ['LDC'] : [] })),
    offers: [{ id: 'p', capacity, priority: ids }],
  }
}
test.each([
  [12, 20, 16, 32, 16, 12, null],
  [20, 20, 12, 40, 12, 20, null],
  [20, 5, 25, 25, null, 20, null],
  [4, 20, 10, 24, 10, null, null],
  [20, 4, 10, 24, 10, null, null],
])(
  'equity with %i members, %i others and %i seats: cells below five, and what would give them away, are withheld',
  (members, others, capacity, units, assigned, inClass, got) => {
    expect(explain(crowd(members, others, capacity)).equity).toEqual({
      units,
      assigned,
      classes: [{ class: 'LDC', units: inClass, assigned: got }],
    })
  },
)

test('equity counts where every cell is large', () => {
  const market = crowd(20, 20, 20)
  const ids = market.units.map(({ id }) => id)
  const [offer] = market.offers
  if (offer) offer.priority = [...ids.slice(0, 8), ...ids.slice(20, 32), ...ids.slice(8, 20), ...ids.slice(32)]
  expect(explain(market).equity.classes).toEqual([{ class: 'LDC', units: 20, assigned: 8 }])
})

test('a refused rule is shown with what can be had instead, on its own applications', () => {
  const market = training({ floors: [women(1)], caps: [{ key: 'country', max: 1 }] })
  market.units = market.units.map((unit, i) => ({ ...unit, groups: { country: i < 5 ? 'KE' : 'NP' } }))
  expect(run(market)).toMatchObject({ error: 'NO_GUARANTEE', detail: { what: 'cap-across-floor', group: 'KE' } })
  expect(suggestInstead(JSON.stringify(market), sha256)).toEqual([
    {
      offer: 'p',
      instead: [
        { code: 'without-caps' },
        { code: 'without-floors' },
        { code: 'nomination-quota', key: 'country', max: 1, entering: 2, staying: 5 },
        { code: 'call-order', shares: [{ class: 'woman', percent: 34 }] },
      ],
    },
  ])
})

test('every rule that is said to be on the safe list instead is accepted, on 400 refused markets', () => {
  const dice = makeDice(4)
  let tried = 0
  while (tried < effort(400)) {
    const market = randomMarket(dice, { units: 7, offers: 1, maxCapacity: 4 })
    if (run(market).error !== 'NO_GUARANTEE' || market.pools) continue
    const [offer] = market.offers
    const [found] = suggestInstead(JSON.stringify(market), sha256)
    expect(found?.instead.length).toBeGreaterThan(0)
    tried++
    for (const { code } of found?.instead ?? []) {
      const change = {
        'without-caps': { caps: [] },
        'without-floors': { floors: [] },
        'floors-first': { mode: 'min-guarantee' },
        meritorious: { mode: 'meritorious', counting: 'one-to-one' },
        'one-to-one': { counting: 'one-to-one' },
      }[code as string]
      if (change) expect(run({ ...market, offers: [{ ...offer, rule: { ...offer?.rule, ...change } }] }).ok).toBe(true)
    }
  }
})

test('O31, the assignment problem of four by four: least cost 265, as most score', async () => {
  const costs = [
    [90, 76, 75, 70],
    [35, 85, 55, 65],
    [125, 95, 90, 105],
    [45, 110, 95, 115],
  ]
  const ids = ['a', 'b', 'c', 'd']
  const market = {
    kind: 'matching',
    units: ids.map((_, u) => ({ id: `u${u}`, preferences: ids })),
    offers: ids.map((id, o) => ({
      id,
      capacity: 1,
      priority: { scores: Object.fromEntries(costs.map((row, u) => [`u${u}`, 200 - (row[o] as number)])) },
    })),
    ties: { order: ['u0', 'u1', 'u2', 'u3'] },
  }
  expect(await priceOfRule(read(market))).toMatchObject({ computed: true, optimum: String(800 - 265) })
})

test('O31, knapsack p01: 309', async () => {
  const weights = [23, 31, 29, 44, 53, 38, 63, 85, 89, 82]
  const profits = [92, 57, 49, 68, 60, 43, 67, 84, 87, 72]
  const requests = weights.map((ask, i) => ({ id: String(i + 1), ask, score: profits[i] as number }))
  const price = await priceOfRule(read({ kind: 'funding', budget: 165, requests }))
  expect(price).toEqual({ computed: true, optimum: '309', score: String(92 + 87 + 68) })
})

test('the price of a rule is not computed without scores, above 1,000 units, or for other kinds', async () => {
  expect(await priceOfRule(read(training({})))).toEqual({ computed: false, reason: 'no-model' })
  expect(await priceOfRule(read(tied(1_001)))).toEqual({ computed: false, reason: 'no-model' })
  expect(await priceOfRule(read(tied(3)))).toMatchObject({ computed: true, score: '9', optimum: '9' })
  const calls = { kind: 'call-order', order: [], shares: [{ class: 'A', percent: 1 }] }
  expect(await priceOfRule(read(calls))).toEqual({ computed: false, reason: 'no-model' })
})

test('the optimum is never below what the rule reached, with caps, floors and pools', async () => {
  const dice = makeDice(31)
  let checked = 0
  while (checked < effort(40)) {
    const market = randomMarket(dice, { units: 9, offers: 3, maxCapacity: 4 })
    for (const offer of market.offers) {
      if (Array.isArray(offer.priority)) {
        const { length } = offer.priority
        offer.priority = { scores: Object.fromEntries(offer.priority.map((id, i) => [id, 10 * (length - i)])) }
      }
    }
    if (!run(market).ok) continue
    const price = await priceOfRule(read(market))
    if (!price.computed) continue
    checked++
    expect(BigInt(price.optimum) >= BigInt(price.score), JSON.stringify(market)).toBe(true)
  }
})
