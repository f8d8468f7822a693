import { expect, test, vi } from 'vitest'
import { choose, type JsonMarket, type JsonOffer, type JsonPriority, type JsonUnit, ranking } from './plain-reading.ts'
import { effort, makeDice, randomMarket } from './random-market.ts'
import { run } from './run.ts'

vi.setConfig({ testTimeout: 60_000 })

type Reason = { code: string; before?: string; score?: number; cap?: string }
type Asked = { market: JsonMarket; got: Record<string, string | null>; offer: JsonOffer; unit: string }

const poolOf = (market: JsonMarket, offer: string) => market.pools?.find(pool => pool.offers.includes(offer))

/** Whether the unit would be chosen beside those who hold the offer (and its pool) in the result, at a place in the order. */
function isChosen({ market, got, offer, unit }: Asked, order: string[]): boolean {
  const holders = (id: string) => Object.keys(got).filter(other => got[other] === id && other !== unit)
  const pool = poolOf(market, offer.id)
  if (!pool) {
    const units = new Map(market.units.map((row): [string, JsonUnit] => [row.id, row]))
    return choose(offer.rule ?? {}, offer.capacity, order, units, [...holders(offer.id), unit]).has(unit)
  }
  // Rule 8: everybody before the unit in the pool's order keeps a seat, the unit comes next.
  const ahead = order.slice(0, order.indexOf(unit))
  const here = holders(offer.id).filter(other => ahead.includes(other)).length
  const inPool = pool.offers.flatMap(holders).filter(other => ahead.includes(other)).length
  return here < offer.capacity && inPool < pool.capacity
}

/** The priority that decides at an offer: the pool's, where there is one. */
const owner = (market: JsonMarket, offer: JsonOffer) => poolOf(market, offer.id) ?? offer

/** The order that decides, with the unit taken out and put in again at a place, the rest as it was. */
function moved({ market, offer, unit }: Asked, place: (others: string[]) => number): string[] {
  const { id, priority } = owner(market, offer)
  const others = ranking(market, id, priority).filter(other => other !== unit)
  return others.toSpliced(place(others), 0, unit)
}

function scored({ market, offer, unit }: Asked, score: number): string[] {
  const { id, priority } = owner(market, offer)
  if (Array.isArray(priority)) throw new Error('scores are needed')
  return ranking(market, id, { scores: { ...priority.scores, [unit]: score } })
}

/** Pools are given scores as well, in the order that they have. */
function withPoolScores(market: JsonMarket): JsonMarket {
  const asScores = (priority: JsonPriority): JsonPriority =>
    Array.isArray(priority) ? { scores: Object.fromEntries(priority.map((unit, i) => [unit, 100 - 2 * i])) } : priority
  return { ...market, pools: market.pools?.map(pool => ({ ...pool, priority: asScores(pool.priority) })) ?? [] }
}

function* refusals(count: number, seed: number, change: (market: JsonMarket) => JsonMarket = market => market) {
  const dice = makeDice(seed)
  for (let found = 0; found < count; ) {
    const market = change(randomMarket(dice, { units: 8, offers: 3, maxCapacity: 3 }))
    const result = run(market)
    if (!result.ok) continue
    for (const unit of market.units) {
      for (const [id, reason] of Object.entries<Reason>(result.reasons[unit.id])) {
        if (!['BELOW_CUTOFF', 'CAP_FULL', 'POOL_FULL'].includes(reason.code)) {
          expect(Object.keys(reason)).toEqual(['code'])
          continue
        }
        found++
        const offer = market.offers.find(other => other.id === id) as JsonOffer
        const asked: Asked = { market, got: result.assignment, offer, unit: unit.id }
        yield { asked, reason, where: JSON.stringify({ market, unit: unit.id, offer: id }) }
      }
    }
  }
}

test('what would have sufficed: a place before the named one, not behind it; where none is named, not even the first', () => {
  for (const { asked, reason, where } of refusals(effort(3_000), 78)) {
    const { before } = reason
    if (before === undefined)
      expect(
        isChosen(
          asked,
          moved(asked, () => 0),
        ),
        where,
      ).toBe(false)
    else {
      expect(
        isChosen(
          asked,
          moved(asked, others => others.indexOf(before)),
        ),
        where,
      ).toBe(true)
      expect(
        isChosen(
          asked,
          moved(asked, others => others.indexOf(before) + 1),
        ),
        where,
      ).toBe(false)
    }
  }
})

test.each([
  ['at offers', 77, (market: JsonMarket) => ({ ...market, pools: [] })],
  ['in pools', 79, withPoolScores],
])('what would have sufficed, %s: the score given flips the choice, one less does not', (_, seed, change) => {
  const seen = { given: 0, none: 0 }
  for (const { asked, reason, where } of refusals(effort(2_000), seed, change)) {
    if (Array.isArray(owner(asked.market, asked.offer).priority)) {
      expect(reason.score, where).toBeUndefined()
      continue
    }
    const at = (score: number) => isChosen(asked, scored(asked, score))
    const { score } = reason
    if (score === undefined) expect(at(1_000_000_000), where).toBe(false)
    else {
      expect(at(score), where).toBe(true)
      if (score > 0) expect(at(score - 1), where).toBe(false)
    }
    seen[score === undefined ? 'none' : 'given']++
  }
  expect(Math.min(seen.given, seen.none)).toBeGreaterThan(2)
})

test('a full cap is named: the smallest group of the unit that has no room', () => {
  let capped = 0
  for (const { asked, reason, where } of refusals(effort(6_000), 80)) {
    if (reason.code !== 'CAP_FULL') {
      expect(reason.cap, where).toBeUndefined()
      continue
    }
    capped++
    const { market, got, offer, unit } = asked
    const groupOf = (id: string, key: string) => market.units.find(other => other.id === id)?.groups?.[key]
    const inGroup = (ids: string[], key: string) => ids.filter(id => groupOf(id, key) === groupOf(unit, key)).length
    const named = ranking(market, offer.id, offer.priority)
    const holders = Object.keys(got).filter(id => got[id] === offer.id)
    const full = (offer.rule?.caps ?? [])
      .filter(({ key, max }) => groupOf(unit, key) !== undefined && inGroup(holders, key) >= max)
      .map(({ key }) => ({ key, width: inGroup(named, key) }))
    const width = full.find(({ key }) => key === reason.cap)?.width
    expect(width, where).toBe(Math.min(...full.map(group => group.width)))
  }
  expect(capped).toBeGreaterThan(2)
})

test('no score suffices above the largest that there is', () => {
  const best = { scores: { a: 1_000_000_000, b: 1_000_000_000 } }
  const market = {
    kind: 'matching',
    units: ['a', 'b'].map(id => ({ id, preferences: ['p'] })),
    offers: [{ id: 'p', capacity: 1, priority: best }],
    ties: { order: ['a', 'b'] },
  }
  expect(run(market).reasons.b.p).toEqual({ code: 'BELOW_CUTOFF', before: 'a' })
  expect(run({ ...market, ties: { order: ['b', 'a'] } }).reasons.a.p).toEqual({ code: 'BELOW_CUTOFF', before: 'b' })
})

test('a score equal to another suffices where the tie would be won, and only there', () => {
  const market = (order: string[]) => ({
    kind: 'matching',
    units: ['a', 'b'].map(id => ({ id, preferences: ['p'] })),
    offers: [{ id: 'p', capacity: 1, priority: { scores: { a: 7, b: 3 } } }],
    ties: { order },
  })
  expect(run(market(['b', 'a'])).reasons.b.p.score).toBe(7)
  expect(run(market(['a', 'b'])).reasons.b.p.score).toBe(8)
  // Who is not in the order of ties must not tie.
  expect(run(market(['a'])).reasons.b.p.score).toBe(8)
  expect(run(market(['b'])).reasons.b.p.score).toBe(8)
})
