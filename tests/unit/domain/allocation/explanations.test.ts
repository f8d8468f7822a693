import { expect, test, vi } from 'vitest'
import { runMatching } from '#app/domain/allocation/explanations/change-instance.ts'
import { explainInstance } from '#app/domain/allocation/explanations/explain-instance.ts'
import { suggestInstead } from '#app/domain/allocation/explanations/suggest-instead.ts'
import { type Instance, readInstance } from '#app/domain/allocation/run-instance.ts'
import { sha256 } from '../../../../cli/sha256.ts'
import type { JsonRule } from './plain-reading.ts'
import { randomConfiguration } from './random-configuration.ts'
import { effort, makeDice, randomMarket } from './random-market.ts'
import { run } from './run.ts'

vi.setConfig({ testTimeout: 60_000 })

const read = (instance: unknown): Instance => {
  const answer = readInstance(JSON.stringify(instance), sha256)
  if (!answer.ok) throw new Error(JSON.stringify(answer))
  return answer.instance
}
const budget = { most: 50, mayContinue: () => true, mayRerun: () => true }
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

test('a spent budget leaves the floors that follow not computed, and those before as they were', () => {
  const floors = [women(2), { ...women(0), id: 'more' }]
  const limited = (runs: number) => {
    let left = runs
    return explain(training({ floors }), { ...budget, mayRerun: () => left-- > 0 }).floors
  }
  expect(limited(2).map(({ state }) => state)).toEqual(['binding', 'slack'])
  expect(limited(1)).toEqual([
    limited(2)[0],
    { offer: 'p', floor: 'more', state: 'not-computed', admitted: [], displaced: [] },
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
    return explain(tied(6), { ...budget, most, mayContinue: () => left-- > 0 }).seeds
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

test('at each offer, what is listed instead is all that can be had, and no more', () => {
  const dice = makeDice(162)
  const seen = new Set<string>()
  for (let n = 0; n < effort(4_000); n++) {
    const { units, offers } = randomConfiguration(dice)
    const [offer] = offers
    if (!offer?.rule) continue
    const alone = (rule: JsonRule) => run({ kind: 'matching', units, offers: [{ ...offer, rule }] })
    const { rule } = offer
    if (alone(rule).error !== 'NO_GUARANTEE') {
      if (alone(rule).ok)
        expect(suggestInstead(JSON.stringify({ kind: 'matching', units, offers: [offer] }), sha256)).toEqual([])
      continue
    }
    const changes: Record<string, JsonRule | null> = {
      'one-to-one': rule.counting === 'one-to-one' ? null : { ...rule, counting: 'one-to-one' },
      'floors-first': rule.mode === 'over-and-above' ? { ...rule, mode: 'min-guarantee' } : null,
      meritorious: rule.mode === 'min-guarantee' ? { ...rule, mode: 'meritorious', counting: 'one-to-one' } : null,
      'without-caps': rule.caps?.length ? { ...rule, caps: [] } : null,
      'without-floors': rule.floors?.length ? { ...rule, floors: [] } : null,
    }
    const had = Object.keys(changes).filter(code => {
      const changed = changes[code]
      return changed && alone(changed).error !== 'NO_GUARANTEE'
    })
    const text = JSON.stringify({ kind: 'matching', units, offers: [offer] })
    const [found] = suggestInstead(text, sha256)
    const instead = found?.instead ?? []
    for (const { code } of instead) seen.add(code)
    expect(
      instead.map(({ code }) => code).filter(code => code in changes),
      text,
    ).toEqual(had)
    const priority = offer.priority as string[]
    const quotas = (rule.caps ?? []).map(({ key, max }) => {
      const groupOf = (id: string) => units.find(unit => unit.id === id)?.groups?.[key]
      const ahead = (id: string, at: number) =>
        priority.slice(0, at).filter(other => groupOf(other) === groupOf(id)).length
      const entering = priority.filter((id, at) => groupOf(id) === undefined || ahead(id, at) < max).length
      return { code: 'nomination-quota', key, max, entering, staying: priority.length - entering }
    })
    expect(
      instead.filter(({ code }) => code === 'nomination-quota'),
      text,
    ).toEqual(quotas)
    const shares =
      rule.shares ??
      (rule.floors ?? []).map(({ class: name, seats }) => ({
        class: name,
        percent: Math.ceil((100 * seats) / offer.capacity),
      }))
    const calls = shares.length === 1 || shares.length === 2 ? [{ code: 'call-order', shares }] : []
    expect(
      instead.filter(({ code }) => code === 'call-order'),
      text,
    ).toEqual(calls)
  }
  expect(seen.size).toBe(7)
})

test('a floor of no seats at an offer of none is a share of nothing', () => {
  const units = ['a', 'b'].map(id => ({
    id,
    preferences: [],
    groups: { country: 'X' },
    classes: id === 'a' ? ['W'] : [],
  }))
  const rule = { floors: [women(0)].map(floor => ({ ...floor, class: 'W' })), caps: [{ key: 'country', max: 1 }] }
  const offers = [{ id: 'p', capacity: 0, priority: ['a', 'b'], rule }]
  const [found] = suggestInstead(JSON.stringify({ kind: 'matching', units, offers }), sha256)
  expect(found?.instead.find(({ code }) => code === 'call-order')).toEqual({
    code: 'call-order',
    shares: [{ class: 'W', percent: 0 }],
  })
})

test('one floor is taken off at a time: other floors of the offer and of other offers stay', () => {
  const ids = ['o1', 'o2', 'w1', 'l1', 'o3']
  const classes: Record<string, string[]> = { w1: ['woman'], l1: ['LDC'] }
  const units = ids.map(id => ({ id, preferences: ['p', 'q'], classes: classes[id] ?? [] }))
  const floors = [women(1), { id: 'least', class: 'LDC', seats: 1 }]
  const offers = ['p', 'q'].map(id => ({ id, capacity: 2, priority: ids, rule: { floors } }))
  const report = explain({ kind: 'matching', units, offers }).floors
  expect(report).toEqual([
    { offer: 'p', floor: 'women', state: 'binding', admitted: ['w1'], displaced: ['o1'] },
    { offer: 'p', floor: 'least', state: 'binding', admitted: ['l1'], displaced: ['o1'] },
    { offer: 'q', floor: 'women', state: 'slack', admitted: [], displaced: [] },
    { offer: 'q', floor: 'least', state: 'slack', admitted: [], displaced: [] },
  ])
})

test('a draw again reaches the scores of a pool', () => {
  const ids = ['a', 'b', 'c', 'd']
  const market = {
    kind: 'matching',
    units: ids.map(id => ({ id, preferences: ['p'] })),
    offers: [{ id: 'p', capacity: 1, priority: { scores: {} as Record<string, number> } }],
    pools: [{ id: 'x', offers: ['p'], capacity: 1, priority: { scores: Object.fromEntries(ids.map(id => [id, 1])) } }],
    ties: { seed: 'c'.repeat(64), round: 'r', scope: '*' },
  }
  const [offer] = market.offers
  if (offer) offer.priority.scores = Object.fromEntries(ids.map(id => [id, 1]))
  const same = [...(explain(market).seeds?.same.values() ?? [])]
  // The one who holds the place holds it in about a quarter of the draws, as does each of the others.
  expect(Math.max(...same)).toBeLessThan(50)
  expect(Math.min(...same)).toBeGreaterThan(5)
})

test.each([
  [5, 5, 5, 10, 5, 5],
  [4, 6, 5, 10, 5, null],
  [6, 4, 5, 10, 5, null],
])(
  'equity with %i members, %i others and %i seats: a cell of five is shown, of four not',
  (members, others, capacity, units, assigned, inClass) => {
    const { equity } = explain(crowd(members, others, capacity))
    expect([equity.units, equity.assigned, equity.classes[0]?.units]).toEqual([units, assigned, inClass])
  },
)

test('equity of a crowd of four shows nothing, of five its size; classes stand in order', () => {
  expect(explain(crowd(0, 4, 2)).equity).toEqual({ units: null, assigned: null, classes: [] })
  expect(explain(crowd(0, 5, 2)).equity).toEqual({ units: 5, assigned: null, classes: [] })
  const market = crowd(3, 3, 1)
  for (const unit of market.units) unit.classes.push('zone', 'age')
  expect(explain(market).equity.classes.map(row => row.class)).toEqual(['LDC', 'age', 'zone'])
})

test('what a class got is shown where what is left of it, and of the others, is five on both sides', () => {
  const market = crowd(10, 10, 10)
  const order = market.units.map(({ id }) => id)
  const [offer] = market.offers
  const gotBy = (members: number) => {
    const inside = order.filter(id => id.startsWith('m'))
    const outside = order.filter(id => id.startsWith('x'))
    const chosen = [...inside.slice(0, members), ...outside.slice(0, 10 - members)]
    if (offer) offer.priority = [...chosen, ...order.filter(id => !chosen.includes(id))]
    return explain(market).equity.classes[0]?.assigned
  }
  expect([4, 5, 6].map(gotBy)).toEqual([null, 5, null])
})
