import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { deferAcceptance } from '#app/domain/allocation/deferred-acceptance.ts'
import { buildMarket } from '#app/domain/allocation/market.ts'
import { readInstance } from '#app/domain/allocation/run-instance.ts'
import { sha256 } from '../../../../cli/sha256.ts'
import { allocatePlainly, callOrder, choose, type JsonMarket, type JsonRule, type JsonUnit } from './plain-reading.ts'
import { type Dice, effort, makeDice, randomMarket } from './random-market.ts'
import { run } from './run.ts'
import {
  type Assignment,
  everyAssignment,
  findBlock,
  makeMarket,
  placeOf,
  stableMatchings,
} from './stable-matchings.ts'

vi.setConfig({ testTimeout: 60_000 })

/** Seeded, so that a failure comes back; fast-check prints seed and path, and the market stands in the message. */
const settings = (numRuns: number) => ({ seed: 20_250_601, numRuns })
const seeds = fc.integer({ min: 0, max: 2 ** 31 - 1 })

type Size = { units: number; offers: number; maxCapacity: number }

/** A market that the configuration check lets through, drawn from a seed. */
function safeMarket(seed: number, size: Size, keep: (market: JsonMarket) => boolean = () => true): JsonMarket {
  const dice = makeDice(seed)
  for (;;) {
    const market = randomMarket(dice, size)
    if (keep(market) && run(market).ok) return market
  }
}
const withoutPools = (market: JsonMarket) => market.pools === undefined
const isPlain = (market: JsonMarket) => withoutPools(market) && market.offers.every(offer => offer.rule === undefined)
const plainMarket = (seed: number, size: Size) => {
  const market = safeMarket(seed, size, withoutPools)
  for (const offer of market.offers) delete offer.rule
  return market
}
const assignment = (market: JsonMarket): Assignment => run(market).assignment
const holders = (got: Assignment, offer: string) => Object.keys(got).filter(unit => got[unit] === offer)
const unitOf = (market: JsonMarket, id: string) => market.units.find(unit => unit.id === id) as JsonUnit
const has = (market: JsonMarket, id: string, name: string) => unitOf(market, id).classes?.includes(name) ?? false
const names = (market: JsonMarket, offerId: string, unit: string) => {
  const { priority } = market.offers.find(({ id }) => id === offerId) as JsonMarket['offers'][number]
  return Array.isArray(priority) ? priority.includes(unit) : unit in priority.scores
}

/** All rules among P1 to P4 that an outcome breaks. */
function findFaults(market: JsonMarket, got: Assignment): Set<string> {
  const faults = new Set<string>()
  for (const { id, capacity, rule = {} } of market.offers) {
    const units = holders(got, id)
    if (units.length > capacity) faults.add('P1 capacity')
    if (units.some(unit => !unitOf(market, unit).preferences.includes(id) || !names(market, id, unit)))
      faults.add('P1 eligible')
    for (const { key, max } of rule.caps ?? []) {
      for (const unit of units) {
        const group = unitOf(market, unit).groups?.[key]
        if (group !== undefined && units.filter(other => unitOf(market, other).groups?.[key] === group).length > max)
          faults.add('P1 cap')
      }
    }
  }
  if (findBlock(market, got)) faults.add('P2 blocked')
  for (const { id, capacity, rule = {} } of market.offers) {
    const units = holders(got, id)
    const claimants = market.units.filter(unit => {
      const place = placeOf(unit, got[unit.id] ?? null)
      return unit.preferences.slice(0, place).includes(id) && names(market, id, unit.id)
    })
    if (!rule.caps?.length) {
      for (const floor of rule.mode === 'over-and-above' ? [] : (rule.floors ?? [])) {
        // Disjoint or not: with fewer members than seats, each eligible member that wants the offer holds it.
        const members = units.filter(unit => has(market, unit, floor.class)).length
        if (members < floor.seats && claimants.some(unit => has(market, unit.id, floor.class))) faults.add('P3 floor')
      }
      if (units.length < capacity && rule.unfilled !== 'leave' && claimants.length > 0) faults.add('P4 wasteful')
    }
  }
  return faults
}

const small = { units: 5, offers: 3, maxCapacity: 3 }

test('P1 to P4: capacities, caps and eligibility hold; nobody blocks; floors are met; no seat is wasted', () => {
  fc.assert(
    fc.property(seeds, seed => {
      const market = safeMarket(seed, { units: 8, offers: 4, maxCapacity: 4 }, withoutPools)
      expect([...findFaults(market, assignment(market))], JSON.stringify(market)).toEqual([])
    }),
    settings(1_500),
  )
})

test('P1 to P4 can fail: each kind of corruption of an outcome is named', () => {
  const found = new Set<string>()
  for (let seed = 0; seed < 400; seed++) {
    const market = safeMarket(seed, small, withoutPools)
    const got = assignment(market)
    for (const unit of market.units) {
      for (const offer of [null, ...market.offers.map(({ id }) => id)]) {
        if (offer === got[unit.id]) continue
        for (const fault of findFaults(market, { ...got, [unit.id]: offer })) found.add(fault)
      }
    }
  }
  expect([...found].sort()).toEqual(['P1 cap', 'P1 capacity', 'P1 eligible', 'P2 blocked', 'P3 floor', 'P4 wasteful'])
})

/** What an offer chooses from each subset of its candidates, by the engine: everybody lists only this offer. */
function choicesOfEngine(units: JsonUnit[], rule: JsonRule, capacity: number): Set<string>[] | null {
  const ids = units.map(({ id }) => id)
  const choices: Set<string>[] = []
  for (let subset = 0; subset < 2 ** ids.length; subset++) {
    const result = run({
      kind: 'matching',
      units: units.map((unit, i) => ({ ...unit, preferences: (subset >> i) & 1 ? ['p'] : [] })),
      offers: [{ id: 'p', capacity, priority: ids, rule }],
    })
    if (!result.ok) return null
    choices.push(new Set(holders(result.assignment, 'p')))
  }
  return choices
}

/** The same by the slow reading, which also runs rules that are refused. */
function choicesOfReading(units: JsonUnit[], rule: JsonRule, capacity: number): Set<string>[] {
  const ids = units.map(({ id }) => id)
  const byId = new Map(units.map((unit): [string, JsonUnit] => [unit.id, unit]))
  return Array.from({ length: 2 ** ids.length }, (_, subset) => {
    const present = ids.filter((_, i) => (subset >> i) & 1)
    return new Set(choose(rule, capacity, ids, byId, present).keys())
  })
}

/** The first axiom that a table of choices breaks, or null. Subsets are bit masks over `ids`. */
function findBrokenAxiom(ids: string[], choices: Set<string>[]): string | null {
  for (let subset = 0; subset < choices.length; subset++) {
    const chosen = choices[subset] as Set<string>
    for (const [i, extra] of ids.entries()) {
      if ((subset >> i) & 1) continue
      const more = choices[subset | (1 << i)] as Set<string>
      if (ids.some((id, j) => (subset >> j) & 1 && more.has(id) && !chosen.has(id))) return 'substitutes'
      if (more.size < chosen.size) return 'size-monotonic'
      if (!more.has(extra) && [...chosen].some(id => !more.has(id))) return 'irrelevance of rejected'
    }
  }
  return null
}

const countries = ['X', 'X', 'Y', 'Y', 'X', 'Z', 'Y']
const institutions = ['X1', 'X2', 'Y1', 'Y1', 'X1', 'Z1', 'Y2']
const classMasks = (dice: Dice, n: number) =>
  Array.from(
    { length: n },
    (_, i): JsonUnit => ({
      id: `u${i}`,
      preferences: [],
      classes: [...dice.some(['A', 'B'], 0.5), `C${countries[i]}`],
      groups: { country: countries[i] as string, institution: institutions[i] as string },
    }),
  )

const floors = (...rows: [string, number][]) => rows.map(([name, seats]) => ({ id: name, class: name, seats }))
const caps = [
  { key: 'country', max: 2 },
  { key: 'institution', max: 1 },
]
const safeRules: [string, JsonRule][] = [
  ['plain', {}],
  ['floors first, revert', { floors: floors(['A', 1], ['B', 2]) }],
  ['floors first, leave', { floors: floors(['A', 1], ['B', 2]), unfilled: 'leave' }],
  ['open first, revert', { mode: 'over-and-above', floors: floors(['A', 1], ['B', 1]) }],
  ['open first, leave', { mode: 'over-and-above', floors: floors(['A', 2], ['B', 1]), unfilled: 'leave' }],
  ['meritorious, revert', { mode: 'meritorious', floors: floors(['A', 1], ['B', 1], ['CX', 1]) }],
  ['meritorious, leave', { mode: 'meritorious', floors: floors(['A', 1], ['B', 2]), unfilled: 'leave' }],
  ['caps on a tree', { caps }],
  ['disjoint floors with caps inside, revert', { floors: floors(['CX', 2], ['CY', 1]), caps }],
  ['disjoint floors with caps inside, leave', { floors: floors(['CX', 1], ['CY', 2]), caps, unfilled: 'leave' }],
  ['one share', { mode: 'prefix-share', shares: [{ class: 'A', percent: 40 }] }],
]

test.each(safeRules)(
  'P5: %s keeps all three axioms on every subset of seven, and chooses as the rule reads',
  (_, rule) => {
    const dice = makeDice(5)
    for (let n = 0; n < 6; n++) {
      const units = classMasks(dice, 7)
      const choices = choicesOfEngine(units, rule, 3 + (n % 2)) as Set<string>[]
      expect(choices).not.toBeNull()
      expect(
        findBrokenAxiom(
          units.map(({ id }) => id),
          choices,
        ),
      ).toBeNull()
      expect(choices).toEqual(choicesOfReading(units, rule, 3 + (n % 2)))
    }
  },
)

const unsafeRules: [string, JsonRule][] = [
  ['caps across floors', { floors: floors(['A', 1]), caps: [{ key: 'country', max: 1 }] }],
  ['overlapping floors with caps', { floors: floors(['CX', 1], ['A', 1]), caps: [{ key: 'institution', max: 1 }] }],
]

test.each(unsafeRules)('P5 can fail: %s, forced through, breaks an axiom and is refused by name', (_, rule) => {
  const dice = makeDice(6)
  const broken = new Set<string | null>()
  for (let n = 0; n < 200; n++) {
    const units = classMasks(dice, 7)
    const axiom = findBrokenAxiom(
      units.map(({ id }) => id),
      choicesOfReading(units, rule, 3),
    )
    broken.add(axiom)
    if (axiom !== null) expect(choicesOfEngine(units, rule, 3)).toBeNull()
  }
  expect([...broken].filter(axiom => axiom !== null)).not.toEqual([])
})

/** The engine's assignments when units propose in each of the orders. */
function proposedIn(market: JsonMarket, manyOrders: number[][]): Set<string> {
  const read = readInstance(JSON.stringify(market), sha256)
  if (!read.ok || read.instance.kind !== 'matching') throw new Error(JSON.stringify(read))
  const built = buildMarket(read.instance)
  return new Set(manyOrders.map(order => deferAcceptance(built, order).edgeOf.join()))
}

const orders = (items: number[]): number[][] =>
  items.length === 0
    ? [[]]
    : items.flatMap(item => orders(items.filter(other => other !== item)).map(rest => [item, ...rest]))

const everyOrder = orders([0, 1, 2, 3, 4])

test('P6: every order of proposals gives the same result', () => {
  fc.assert(
    fc.property(seeds, seed => {
      const market = safeMarket(seed, { units: 5, offers: 3, maxCapacity: 2 })
      expect(proposedIn(market, everyOrder).size, JSON.stringify(market)).toBe(1)
    }),
    settings(effort(200)),
  )
})

test('P6 can fail: with a cap across a floor, forced through, the order of proposals decides', () => {
  const dice = makeDice(61)
  const results = new Set<string>()
  for (let n = 0; n < 400 && results.size < 2; n++) {
    results.clear()
    const units = classMasks(dice, 4).map(unit => ({ ...unit, preferences: dice.shuffled(['p', 'q']) }))
    const ids = units.map(({ id }) => id)
    const rule: JsonRule = { floors: floors(['A', 1]), caps: [{ key: 'country', max: 1 }] }
    const offers = [
      { id: 'p', capacity: 2, priority: dice.shuffled(ids), rule },
      { id: 'q', capacity: 1, priority: dice.shuffled(ids) },
    ]
    for (const order of orders([0, 1, 2, 3])) {
      const named = order.map(i => ids[i] as string)
      results.add(JSON.stringify(allocatePlainly({ kind: 'matching', units, offers }, named).assignment))
    }
  }
  expect(results.size).toBeGreaterThan(1)
})

test('P6: renaming units in an order that keeps tickets changes names only', () => {
  fc.assert(
    fc.property(seeds, seed => {
      const market = safeMarket(seed, { units: 7, offers: 3, maxCapacity: 3 })
      if (!('order' in (market.ties ?? {}))) return
      const rename = (text: string) => text.replace(/"u(\d)"/g, (_, n) => `"v${9 - Number(n)}"`)
      const renamed = assignment(JSON.parse(rename(JSON.stringify(market))))
      expect(renamed).toEqual(JSON.parse(rename(JSON.stringify(assignment(market)))))
    }),
    settings(300),
  )
})

/** All strict orders of all subsets of the offers. */
const lists = (items: string[]): string[][] => [
  [],
  ...items.flatMap(item => lists(items.filter(other => other !== item)).map(rest => [item, ...rest])),
]

/** A unit that gets something better, by its own list, when it hands in another list. */
function findProfitableLie(market: JsonMarket, allocate: (market: JsonMarket) => Assignment) {
  const honest = allocate(market)
  for (const unit of market.units) {
    for (const list of lists(market.offers.map(({ id }) => id))) {
      const units = market.units.map(other => (other === unit ? { ...unit, preferences: list } : other))
      const got = allocate({ ...market, units })[unit.id] ?? null
      if (got !== null && !unit.preferences.includes(got)) continue
      if (placeOf(unit, got) < placeOf(unit, honest[unit.id] ?? null)) return { unit: unit.id, list }
    }
  }
  return null
}

/** First choices are served for good before second choices are looked at: the rule that rewards tactics. */
function bostonRule(market: JsonMarket): Assignment {
  const got: Assignment = Object.fromEntries(market.units.map(({ id }) => [id, null]))
  for (let round = 0; round < market.offers.length; round++) {
    for (const { id, capacity, priority } of market.offers) {
      const order = Array.isArray(priority) ? priority : Object.keys(priority.scores)
      for (const unit of order) {
        const wants = unitOf(market, unit).preferences[round] === id && got[unit] === null
        if (wants && holders(got, id).length < capacity) got[unit] = id
      }
    }
  }
  return got
}

test('P7: no unit gains by any other list', () => {
  fc.assert(
    fc.property(seeds, seed => {
      const market = safeMarket(seed, { units: 4, offers: 3, maxCapacity: 2 })
      expect(findProfitableLie(market, assignment), JSON.stringify(market)).toBeNull()
    }),
    settings(150),
  )
})

test('P7 can fail: under the Boston rule a lie pays', () => {
  const market = makeMarket('1: p q; 2: p q; 3: q', 'p: 1 2 3; q: 2 3 1')
  expect(findProfitableLie(market, bostonRule)).toEqual({ unit: '2', list: ['q'] })
  expect(findProfitableLie(market, assignment)).toBeNull()
})

const stands = (market: JsonMarket, got: Assignment, other: Assignment) =>
  market.units.every(unit => placeOf(unit, got[unit.id] ?? null) <= placeOf(unit, other[unit.id] ?? null))

test('P8: among all stable matchings it is the best for every unit', () => {
  fc.assert(
    fc.property(seeds, seed => {
      const market = safeMarket(seed, { units: 5, offers: 3, maxCapacity: 2 }, withoutPools)
      const got = assignment(market)
      const stable = stableMatchings(market)
      expect(stable, JSON.stringify(market)).toContainEqual(got)
      expect(
        stable.every(other => stands(market, got, other)),
        JSON.stringify(market),
      ).toBe(true)
    }),
    settings(250),
  )
})

test('P8 can fail: the offers’ best stable matching is not the units’ best', () => {
  const market = makeMarket('a: A B; b: B A', 'A: b a; B: a b')
  const stable = stableMatchings(market)
  expect(stable).toHaveLength(2)
  expect(stands(market, { a: 'B', b: 'A' }, assignment(market))).toBe(false)
})

test('P9, rural hospitals: with plain capacities every stable matching fills the same seats for the same units', () => {
  fc.assert(
    fc.property(seeds, seed => {
      const market = plainMarket(seed, small)
      expect(isPlain(market)).toBe(true)
      const got = assignment(market)
      for (const other of stableMatchings(market)) {
        for (const { id, capacity } of market.offers) {
          expect(holders(other, id).length).toBe(holders(got, id).length)
          if (holders(got, id).length < capacity) expect(holders(other, id)).toEqual(holders(got, id))
        }
      }
    }),
    settings(200),
  )
})

test('P9 can fail: assignments that are not stable fill other seats', () => {
  const market = makeMarket('a: A B; b: A', 'A: a b; B: a')
  const sizes = new Set([...everyAssignment(market)].map(got => holders(got, 'A').length))
  expect(sizes.size).toBeGreaterThan(1)
})

const worse = (market: JsonMarket, unit: string, before: Assignment, after: Assignment) =>
  placeOf(unitOf(market, unit), after[unit] ?? null) > placeOf(unitOf(market, unit), before[unit] ?? null)

test('P10: a better place in a priority never makes a unit’s result worse', () => {
  fc.assert(
    fc.property(seeds, seeds, (seed, at) => {
      const market = safeMarket(seed, { units: 7, offers: 3, maxCapacity: 3 }, withoutPools)
      const before = assignment(market)
      for (const offer of market.offers) {
        if (!Array.isArray(offer.priority) || offer.priority.length < 2) continue
        const place = 1 + (at % (offer.priority.length - 1))
        const unit = offer.priority[place] as string
        const priority = offer.priority.filter(id => id !== unit)
        priority.splice(at % (place + 1) === place ? 0 : at % (place + 1), 0, unit)
        const after = assignment({ ...market, offers: market.offers.map(o => (o === offer ? { ...o, priority } : o)) })
        expect(worse(market, unit, before, after), JSON.stringify({ market, unit, priority })).toBe(false)
      }
    }),
    settings(600),
  )
})

test('P11: one more seat hurts no unit, without floors and caps', () => {
  fc.assert(
    fc.property(seeds, seed => {
      const market = plainMarket(seed, { units: 8, offers: 4, maxCapacity: 3 })
      const before = assignment(market)
      for (const offer of market.offers) {
        const after = assignment({
          ...market,
          offers: market.offers.map(o => (o === offer ? { ...o, capacity: o.capacity + 1 } : o)),
        })
        expect(market.units.some(({ id }) => worse(market, id, before, after))).toBe(false)
      }
    }),
    settings(300),
  )
})

test('P12: one more unit helps none of the others', () => {
  fc.assert(
    fc.property(seeds, seed => {
      const market = safeMarket(seed, { units: 7, offers: 3, maxCapacity: 3 }, withoutPools)
      const after = assignment(market)
      for (const gone of market.units) {
        const before = assignment({
          ...market,
          units: market.units.map(unit => (unit === gone ? { ...unit, preferences: [] } : unit)),
        })
        const others = market.units.filter(unit => unit !== gone)
        expect(
          others.some(({ id }) => worse(market, id, after, before)),
          JSON.stringify(market),
        ).toBe(false)
      }
    }),
    settings(300),
  )
})

test('P10 can fail: where offers take the last of their order, a better place hurts', () => {
  const upsideDown = (market: JsonMarket) =>
    assignment({
      ...market,
      offers: market.offers.map(o => ({ ...o, priority: [...(o.priority as string[])].reverse() })),
    })
  const market = makeMarket('a: p; b: p', 'p: a b')
  const raised = makeMarket('a: p; b: p', 'p: b a')
  expect(worse(market, 'b', upsideDown(market), upsideDown(raised))).toBe(true)
})

test('P11 can fail: under a rule that is refused, forced through, one more seat hurts', () => {
  const forced = (market: JsonMarket) => allocatePlainly(market).assignment
  const hurts = (seed: number) => {
    const market = randomMarket(makeDice(seed), small)
    if (run(market).error !== 'NO_GUARANTEE' || market.pools) return false
    const before = forced(market)
    return market.offers.some(offer => {
      const offers = market.offers.map(o => (o === offer ? { ...o, capacity: o.capacity + 1 } : o))
      const after = forced({ ...market, offers })
      return market.units.some(({ id }) => worse(market, id, before, after))
    })
  }
  expect(Array.from({ length: 6_000 }, (_, seed) => seed).some(hurts)).toBe(true)
})

test('P12 can fail: under a cap across a floor, forced through, one more unit gets another one in', () => {
  const dice = makeDice(6)
  const broken = Array.from({ length: 200 }, () => {
    const units = classMasks(dice, 7)
    const rule: JsonRule = { floors: floors(['A', 1]), caps: [{ key: 'country', max: 1 }] }
    return findBrokenAxiom(
      units.map(({ id }) => id),
      choicesOfReading(units, rule, 3),
    )
  })
  expect(broken).toContain('substitutes')
})

/** The most floor seats that a set of units can fill, one seat each, by trying everything. */
function mostFloorSeats(units: JsonUnit[], left: { class: string; seats: number }[]): number {
  const [first, ...rest] = units
  if (!first) return 0
  let best = mostFloorSeats(rest, left)
  for (const floor of left) {
    if (floor.seats === 0 || !first.classes?.includes(floor.class)) continue
    const next = left.map(other => (other === floor ? { ...other, seats: other.seats - 1 } : other))
    best = Math.max(best, 1 + mostFloorSeats(rest, next))
  }
  return best
}

/** P13: of all choices that fill the most floor seats, is this the best one in priority order? */
function isBestFilling(units: JsonUnit[], rule: JsonRule, capacity: number, chosen: Set<string>): boolean {
  const seats = rule.floors ?? []
  const most = mostFloorSeats(units, seats)
  const size = Math.min(capacity, units.length)
  let best: boolean[] | null = null
  for (let subset = 0; subset < 2 ** units.length; subset++) {
    const members = units.filter((_, i) => (subset >> i) & 1)
    if (members.length !== size || mostFloorSeats(members, seats) !== most) continue
    const row = units.map((_, i) => ((subset >> i) & 1) === 1)
    const first = row.findIndex((isIn, i) => isIn !== best?.[i])
    if (best === null || row[first]) best = row
  }
  return units.every(({ id }, i) => chosen.has(id) === best?.[i])
}

test('P13: meritorious fills the most floor seats that can be filled, then chooses the best; floors in order do not', () => {
  const dice = makeDice(13)
  let orderedIsWorse = 0
  for (let n = 0; n < 400; n++) {
    const units = classMasks(dice, 6)
    const capacity = 2 + dice.below(3)
    const rule: JsonRule = {
      mode: 'meritorious',
      floors: floors(['A', dice.below(2)], ['B', 1], ['CX', dice.below(2)]),
    }
    if ((rule.floors ?? []).reduce((sum, floor) => sum + floor.seats, 0) > capacity) continue
    const market = (used: JsonRule) => ({
      kind: 'matching',
      units: units.map(unit => ({ ...unit, preferences: ['p'] })),
      offers: [{ id: 'p', capacity, priority: units.map(({ id }) => id), rule: used }],
    })
    const chosen = (used: JsonRule) => new Set(holders(run(market(used)).assignment, 'p'))
    expect(isBestFilling(units, rule, capacity, chosen(rule)), JSON.stringify({ units, rule, capacity })).toBe(true)
    if (!isBestFilling(units, rule, capacity, chosen({ ...rule, mode: 'min-guarantee' }))) orderedIsWorse++
  }
  expect(orderedIsWorse).toBeGreaterThan(0)
})

test('P14: each prefix holds its share; members are never overtaken by others below them; others wait no longer than said', () => {
  const ceil = (x: number, y: number) => Math.floor((x + y - 1) / y)
  fc.assert(
    fc.property(fc.array(fc.boolean(), { maxLength: 60 }), fc.integer({ min: 0, max: 99 }), (isMember, percent) => {
      const order = isMember.map((member, i) => `${member ? 'B' : 'C'}${i}`)
      const classes = Object.fromEntries(order.filter(id => id.startsWith('B')).map(id => [id, ['B']]))
      const called: string[] = run({ kind: 'call-order', order, shares: [{ class: 'B', percent }], classes }).order
      const members = order.filter(id => id.startsWith('B')).length
      expect([...called].sort()).toEqual([...order].sort())
      for (let k = 1; k <= called.length; k++) {
        const among = called.slice(0, k).filter(id => id.startsWith('B')).length
        expect(among === members || among >= ceil(percent * k, 100)).toBe(true)
      }
      for (const [rank, id] of order.entries()) {
        const place = called.indexOf(id)
        if (id.startsWith('B')) expect(place).toBeLessThanOrEqual(rank)
        else expect(place + 1).toBeLessThanOrEqual(1 + Math.floor(((rank + 1) * 100) / (100 - percent)))
      }
    }),
    settings(500),
  )
})

test('P14 can fail: the order without a share breaks it', () => {
  const order = ['C1', 'C2', 'B3']
  expect(callOrder(order, [{ class: 'B', percent: 0 }], id => (id === 'B3' ? ['B'] : []))).toEqual(order)
})

test('P21: without equal scores the seed has no effect; with them it has', () => {
  let tiesMatter = 0
  fc.assert(
    fc.property(seeds, seed => {
      const market = safeMarket(seed, { units: 8, offers: 3, maxCapacity: 2 })
      const drawn = (digit: string): JsonMarket => ({
        ...market,
        ties: { seed: digit.repeat(64), round: 'r', scope: '*' },
      })
      const apart = (one: JsonMarket): JsonMarket => ({
        ...one,
        offers: one.offers.map(offer => {
          if (Array.isArray(offer.priority)) return offer
          const scores = Object.fromEntries(
            Object.entries(offer.priority.scores).map(([unit, score], i) => [unit, 100 * score + i]),
          )
          return { ...offer, priority: { scores } }
        }),
      })
      const same = (a: JsonMarket, b: JsonMarket) => JSON.stringify(assignment(a)) === JSON.stringify(assignment(b))
      expect(same(apart(drawn('a')), apart(drawn('b')))).toBe(true)
      if (!same(drawn('a'), drawn('b'))) tiesMatter++
    }),
    settings(200),
  )
  expect(tiesMatter).toBeGreaterThan(10)
})
