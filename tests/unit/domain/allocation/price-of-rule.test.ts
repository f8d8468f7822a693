import { expect, test, vi } from 'vitest'
import { type Instance, readInstance } from '#app/domain/allocation/run-instance.ts'
import { priceOfRule } from '../../../../cli/price-of-rule.ts'
import { sha256 } from '../../../../cli/sha256.ts'
import type { JsonMarket } from './plain-reading.ts'
import { effort, makeDice, randomMarket } from './random-market.ts'
import { run } from './run.ts'
import { type Assignment, everyAssignment } from './stable-matchings.ts'

vi.setConfig({ testTimeout: 60_000 })

const read = (instance: unknown): Instance => {
  const answer = readInstance(JSON.stringify(instance), sha256)
  if (!answer.ok) throw new Error(JSON.stringify(answer))
  return answer.instance
}

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

/** What the price asks for, by trying every assignment: the most score under capacities, caps, pools and floors as met. */
function mostScore(market: JsonMarket, got: Assignment): number {
  let most = 0
  const holders = (of: Assignment, offer: string) => market.units.filter(({ id }) => of[id] === offer)
  for (const other of everyAssignment(market)) {
    const isAllowed = market.offers.every(({ id, capacity, rule }) => {
      const units = holders(other, id)
      const inClass = (of: Assignment, name: string) =>
        holders(of, id).filter(({ classes }) => classes?.includes(name)).length
      return (
        units.length <= capacity &&
        (rule?.caps ?? []).every(({ key, max }) =>
          units.every(unit => {
            const group = unit.groups?.[key]
            return group === undefined || units.filter(({ groups }) => groups?.[key] === group).length <= max
          }),
        ) &&
        (rule?.floors ?? []).every(
          floor => inClass(other, floor.class) >= Math.min(inClass(got, floor.class), floor.seats),
        )
      )
    })
    const poolsHold = (market.pools ?? []).every(
      ({ offers, capacity, priority }) =>
        offers.flatMap(offer => holders(other, offer)).length <= capacity &&
        offers
          .flatMap(offer => holders(other, offer))
          .every(({ id }) => Object.keys((priority as { scores: object }).scores).includes(id)),
    )
    if (!isAllowed || !poolsHold) continue
    let score = 0
    for (const { id, priority } of market.offers)
      for (const unit of holders(other, id))
        score += (priority as { scores: Record<string, number> }).scores[unit.id] as number
    most = Math.max(most, score)
  }
  return most
}

test('the optimum is the most that any assignment reaches, on random markets small enough to try all', async () => {
  const dice = makeDice(88)
  const seen = { caps: 0, floors: 0, pools: 0 }
  for (let found = 0; found < effort(120) + 20; ) {
    const market = randomMarket(dice, { units: 5, offers: 3, maxCapacity: 2 })
    const scored = (priority: JsonMarket['offers'][number]['priority']) => ({
      scores: Array.isArray(priority)
        ? Object.fromEntries(priority.map((unit, i) => [unit, 90 - 7 * i]))
        : priority.scores,
    })
    for (const offer of market.offers) offer.priority = scored(offer.priority)
    for (const pool of market.pools ?? []) pool.priority = scored(pool.priority)
    const result = run(market)
    if (!result.ok) continue
    const price = await priceOfRule(read(market))
    if (!price.computed) continue
    found++
    const given = market.units.reduce((sum, { id }) => {
      const offer = market.offers.find(other => other.id === result.assignment[id])
      return sum + (offer ? ((offer.priority as { scores: Record<string, number> }).scores[id] as number) : 0)
    }, 0)
    expect(price.score, JSON.stringify(market)).toBe(String(given))
    expect(price.optimum, JSON.stringify(market)).toBe(String(mostScore(market, result.assignment)))
    if (market.offers.some(({ rule }) => rule?.caps?.length)) seen.caps++
    if (market.offers.some(({ rule }) => rule?.floors?.length)) seen.floors++
    if (market.pools) seen.pools++
  }
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(1)
})

test('1,000 units and 1,000 requests are priced, one more is not; one offer without scores is enough for none', async () => {
  const market = (units: number, last: unknown) => {
    const ids = Array.from({ length: units }, (_, i) => `u${i}`)
    return read({
      kind: 'matching',
      units: ids.map(id => ({ id, preferences: ['p'] })),
      offers: [
        { id: 'p', capacity: 1, priority: { scores: { u0: 3, u1: 4 } } },
        { id: 'q', capacity: 1, priority: last },
      ],
    })
  }
  const none = { scores: {} }
  expect((await priceOfRule(market(1_000, none))).computed).toBe(true)
  expect((await priceOfRule(market(1_001, none))).computed).toBe(false)
  expect((await priceOfRule(market(3, ['u0']))).computed).toBe(false)
  const round = (requests: number) =>
    read({
      kind: 'funding',
      budget: 3,
      requests: Array.from({ length: requests }, (_, i) => ({ id: `r${i}`, ask: 2, least: 1, score: i })),
    })
  expect(await priceOfRule(round(1_000))).toEqual({ computed: true, score: '2994', optimum: '2994' })
  expect((await priceOfRule(round(1_001))).computed).toBe(false)
  expect((await priceOfRule(round(0))).computed).toBe(false)
  const calls = read({ kind: 'call-order', order: ['a'], shares: [{ class: 'A', percent: 1 }] })
  expect(await priceOfRule(calls)).toEqual({ computed: false, reason: 'no-model' })
})
