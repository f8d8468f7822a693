import { expect, test, vi } from 'vitest'
import { allocatePlainly, type JsonMarket, type JsonRule } from './plain-reading.ts'
import { makeDice } from './random-market.ts'
import { run } from './run.ts'
import { type Assignment, makeMarket, placeOf, stableMatchings } from './stable-matchings.ts'

vi.setConfig({ testTimeout: 60_000 })

/** `aA bB c-` for an assignment of one-letter names. */
const short = (assignment: Assignment) =>
  Object.entries(assignment)
    .map(([unit, offer]) => `${unit}${offer ?? '-'}`)
    .join(' ')
const assigned = (market: unknown) => short(run(market).assignment)
const allStable = (market: JsonMarket) => stableMatchings(market).map(short).sort()

test('O1, Gale and Shapley 1962, example 1: three stable matchings, the units’ best is chosen', () => {
  const market = makeMarket('a: A B C; b: B C A; c: C A B', 'A: b c a; B: c a b; C: a b c')
  expect(allStable(market)).toEqual(['aA bB cC', 'aB bC cA', 'aC bA cB'])
  expect(assigned(market)).toBe('aA bB cC')
})

test('O2, Gale and Shapley 1962, example 2: one stable matching', () => {
  const market = makeMarket(
    'a: A B C D; b: A D C B; c: B A C D; d: D B C A',
    'A: d c a b; B: b d a c; C: d a b c; D: c b a d',
  )
  expect(allStable(market)).toEqual(['aC bD cA dB'])
  expect(assigned(market)).toBe('aC bD cA dB')
})

test('O3, NRMP example from the tests of the Python package matching: C = A D, M = L S, G = J', () => {
  const market = makeMarket('A: C; S: C M; D: C M G; J: C G M; L: M C G', 'M: D L S J; C: D A S L J; G: D J L', 2)
  expect(allStable(market)).toEqual(['AC SM DC JG LM'])
  expect(run(market).assignment).toEqual({ A: 'C', S: 'M', D: 'C', J: 'G', L: 'M' })
})

test('O4, same source: a unit that its only offer does not name', () => {
  const market = makeMarket('A: X; B: X Y', 'X: B A; Y: B')
  expect(assigned(market)).toBe('A- BX')
})

test('O5, same source, issue 67: empty offers', () => {
  const market = makeMarket('1: I P; 2: P F; 3: P S', 'F: 2; I: 1; P: 3 2 1; S: 3', 2)
  expect(assigned(market)).toBe('1I 2P 3P')
})

test('O6, README of matchingR', () => {
  const market = makeMarket('1: a b; 2: a b; 3: b a', 'a: 3 2 1; b: 1 3 2')
  expect(assigned(market)).toBe('1b 2- 3a')
})

test('O8, Abdulkadiroglu and Sonmez 2003: stable, though trading would make all better off', () => {
  const market = makeMarket('1: y x z; 2: x y z; 3: x y z', 'x: 1 3 2; y: 2 1 3; z: 2 1 3')
  expect(allStable(market)).toEqual(['1x 2y 3z'])
  expect(assigned(market)).toBe('1x 2y 3z')
})

test('O10, student-project allocation of the package matching: two funders of three seats over four programmes', () => {
  const offers = { X1: 'B C A E D', X2: 'B C A E D', Y1: 'B C E D', Y2: 'B C E D' }
  const market = makeMarket(
    'A: X1 X2; B: Y2 X2 Y1; C: X1 Y1 X2; D: Y2 X1 Y1; E: X1 Y2 X2 Y1',
    Object.entries(offers)
      .map(([id, list]) => `${id}: ${list}`)
      .join('; '),
    2,
  )
  market.pools = [
    { id: 'X', offers: ['X1', 'X2'], capacity: 3, priority: ['B', 'C', 'A', 'E', 'D'] },
    { id: 'Y', offers: ['Y1', 'Y2'], capacity: 3, priority: ['B', 'C', 'E', 'D'] },
  ]
  expect(run(market).assignment).toEqual({ A: 'X1', B: 'Y2', C: 'X1', D: 'Y1', E: 'Y2' })
})

const japan = (capacity: number) => {
  const ids = Array.from({ length: 10 }, (_, i) => String(i + 1))
  return makeMarket(
    ids.map(id => `${id}: ${Number(id) <= 3 ? 'h1' : 'h2'}`).join('; '),
    `h1: ${ids.join(' ')}; h2: ${ids.join(' ')}`,
    capacity,
  )
}
const held = (assignment: Assignment, offer: string) =>
  Object.keys(assignment).filter(unit => assignment[unit] === offer)

test('O11, Kamada and Kojima, example 1: split caps waste two seats', () => {
  const { assignment } = run(japan(5))
  expect(held(assignment, 'h1')).toEqual(['1', '2', '3'])
  expect(held(assignment, 'h2')).toEqual(['4', '5', '6', '7', '8'])
})

test('O11, Kamada and Kojima, example 1: a pool of ten wastes none', () => {
  const market = japan(10)
  const ids = market.units.map(({ id }) => id)
  const { assignment } = run({
    ...market,
    pools: [{ id: 'region', offers: ['h1', 'h2'], capacity: 10, priority: ids }],
  })
  expect(held(assignment, 'h1')).toEqual(['1', '2', '3'])
  expect(held(assignment, 'h2')).toEqual(['4', '5', '6', '7', '8', '9', '10'])
})

test.each<[string, JsonRule, string]>([
  ['no rule', {}, '1p 2p 3q'],
  ['a cap of 1 on the majority makes two worse off and nobody better', { caps: [{ key: 'kind', max: 1 }] }, '1p 2q 3p'],
  ['a floor of 1 for the minority hurts nobody', { floors: [{ id: 'm', class: 'minority', seats: 1 }] }, '1p 2p 3q'],
])('O12, Kojima 2012 and Hafalir et al. 2013: %s', (_, rule, expected) => {
  const market = makeMarket('1: p; 2: p q; 3: q p', 'p: 1 2 3; q: 2 3 1', { p: 2 })
  market.units = market.units.map(unit =>
    unit.id === '3' ? { ...unit, classes: ['minority'] } : { ...unit, groups: { kind: 'majority' } },
  )
  const [p] = market.offers
  if (p) p.rule = rule
  expect(assigned(market)).toBe(expected)
})

/** Everybody wants the one offer p; ids that begin with a class's letter are in it. */
const oneOffer = (order: string, capacity: number, rule: JsonRule, classesOf: (id: string) => string[]) => {
  const ids = order.split(' ')
  return {
    kind: 'matching',
    units: ids.map(id => ({ id, preferences: ['p'], classes: classesOf(id) })),
    offers: [{ id: 'p', capacity, priority: ids, rule }],
  }
}
const winners = (order: string, capacity: number, rule: JsonRule, classesOf: (id: string) => string[]) =>
  held(run(oneOffer(order, capacity, rule, classesOf)).assignment, 'p')
    .sort()
    .join(' ')

const women = (id: string) => (id.startsWith('w') ? ['woman'] : [])
const floorOfTwo: JsonRule = { floors: [{ id: 'women', class: 'woman', seats: 2 }] }

test('O14: the same floor, floors first and open first, with different winners', () => {
  const order = 'w1 o1 w2 o2 w3 o3 w4 o4'
  expect(winners(order, 4, floorOfTwo, women)).toBe('o1 o2 w1 w2')
  expect(winners(order, 4, { ...floorOfTwo, mode: 'over-and-above' }, women)).toBe('o1 w1 w2 w3')
})

test('O15: a binding floor, where both orders choose the same', () => {
  const order = 'o1 o2 o3 w1 w2 o4 w3'
  expect(winners(order, 4, floorOfTwo, women)).toBe('o1 o2 w1 w2')
  expect(winners(order, 4, { ...floorOfTwo, mode: 'over-and-above' }, women)).toBe('o1 o2 w1 w2')
})

const overlap = (id: string) => ({ a: ['LDC', 'W'], b: ['W'], d: ['LDC'] })[id] ?? []
const ldc = { id: 'ldc', class: 'LDC', seats: 1 }
const w = { id: 'w', class: 'W', seats: 1 }

test.each<[number, JsonRule, string]>([
  [2, { floors: [ldc, w] }, 'a b'],
  [2, { floors: [w, ldc] }, 'a d'],
  [2, { floors: [ldc, w], mode: 'meritorious' }, 'a b'],
  [2, { floors: [w, ldc], mode: 'meritorious' }, 'a b'],
  [3, { floors: [ldc, w] }, 'a b c'],
  [3, { floors: [w, ldc] }, 'a c d'],
  [3, { floors: [ldc, w], mode: 'meritorious' }, 'a b c'],
])('O16, overlapping floors, %i seats, %j', (seats, rule, expected) => {
  expect(winners('a c b f d', seats, rule, overlap)).toBe(expected)
})

test('O16 without d: floors in one order waste a floor seat, meritorious does not', () => {
  expect(winners('a c f b', 2, { floors: [w, ldc] }, overlap)).toBe('a c')
  expect(winners('a c f b', 2, { floors: [w, ldc], mode: 'meritorious' }, overlap)).toBe('a b')
})

const called = (order: string, shares: [string, number][], classesOf: (id: string) => string[]) => {
  const ids = order.split(' ')
  const instance = {
    kind: 'call-order',
    order: ids,
    shares: shares.map(([name, percent]) => ({ class: name, percent })),
    classes: Object.fromEntries(ids.map(id => [id, classesOf(id)])),
  }
  return (run(instance).order as string[]).join(' ')
}
const letter = (id: string) => (id.startsWith('D') ? ['B', 'R'] : [id.slice(0, 1)])

test('O17, Parcoursup, one rate of 25 %', () => {
  expect(called('C1 C2 B1 C3 C4 C5 B2 C6 C7 C8 C9 C10 C11 C12 C13 C14 B3 C15 C16 C17', [['B', 25]], letter)).toBe(
    'B1 C1 C2 C3 B2 C4 C5 C6 B3 C7 C8 C9 C10 C11 C12 C13 C14 C15 C16 C17',
  )
})

test('O18, Parcoursup, two rates of 20 % and 90 %', () => {
  const order = 'R1 R2 N1 R3 R4 R5 R6 R7 R8 R9 R10 R11 B1 R12 B2 R13 R14 D1 R15 R16'
  expect(
    called(
      order,
      [
        ['B', 20],
        ['R', 90],
      ],
      letter,
    ),
  ).toBe('D1 R1 R2 R3 R4 B1 R5 R6 R7 R8 B2 R9 R10 R11 R12 R13 R14 R15 R16 N1')
})

test.each([
  ['A1', 20, 'C1 C2 C3 C4 C5 B6 B7 C8', 'B6 C1 C2 C3 C4 B7 C5 C8'],
  ['A2', 2, 'C1 C2 C3 C4 C5 B6 C7 C8', 'B6 C1 C2 C3 C4 C5 C7 C8'],
  ['A4', 10, 'C1 B2 B3 C4 C5 C6 C7 B8 C9 C10', 'B2 C1 B3 C4 C5 C6 C7 B8 C9 C10'],
])('O19, Parcoursup %s, %i %%', (_, percent, order, expected) => {
  expect(called(order, [['B', percent]], letter)).toBe(expected)
})

test('O20, Parcoursup A3, 10 % with 900 others before 100 members: a member at each eleventh place of ten', () => {
  const ids = [...Array.from({ length: 900 }, (_, i) => `C${i}`), ...Array.from({ length: 100 }, (_, i) => `B${i}`)]
  const order = called(ids.join(' '), [['B', 10]], letter).split(' ')
  const places = order.flatMap((id: string, i: number) => (id.startsWith('B') ? [i + 1] : []))
  expect(places).toEqual(Array.from({ length: 100 }, (_, i) => 10 * i + 1))
})

test('N1: a couple has no stable matching, and is refused', () => {
  const market = makeMarket('x: g; y: h; z: g h', 'g: x z; h: z y')
  const [x] = market.units
  expect(run({ ...market, units: [{ ...x, together: 'y' }, ...market.units.slice(1)] })).toMatchObject({
    error: 'COUPLE',
  })
})

test('N2: a unit of size 2 has no stable matching, and is refused', () => {
  const market = makeMarket('A: p; b: q p; c: p q', 'p: b A c; q: c A b', { p: 2 })
  const [a] = market.units
  expect(run({ ...market, units: [{ ...a, size: 2 }, ...market.units.slice(1)] })).toMatchObject({
    error: 'SIZE_NOT_ONE',
  })
})

const crossing = (): JsonMarket => {
  const market = makeMarket('1: p; 2: p q; 3: q; 4: p', 'p: 1 3 4 2; q: 2 3 4 1', { p: 2 })
  const countries: Record<string, string> = { 1: 'Z', 2: 'Z', 3: 'Y', 4: 'X' }
  market.units = market.units.map(unit => ({
    ...unit,
    classes: ['2', '4'].includes(unit.id) ? ['woman'] : [],
    groups: { country: countries[unit.id] as string },
  }))
  const [p] = market.offers
  if (p) p.rule = { floors: [{ id: 'women', class: 'woman', seats: 1 }], caps: [{ key: 'country', max: 1 }] }
  return market
}

test('N3: a cap across a floor is refused; forced through, the order of proposals and a lie change the result', () => {
  expect(run(crossing())).toMatchObject({ error: 'NO_GUARANTEE' })
  const forced = (market: JsonMarket, order?: string[]) => short(allocatePlainly(market, order).assignment)
  expect(forced(crossing(), ['1', '2', '3', '4'])).toBe('1- 2p 3q 4p')
  expect(forced(crossing(), ['4', '1', '2', '3'])).toBe('1p 2q 3- 4p')
  const lie = crossing()
  const [first] = lie.units
  if (first) first.preferences = ['q', 'p']
  expect(forced(lie, ['1', '2', '3', '4'])).toBe('1p 2q 3- 4p')
})

/** All orders of all subsets. */
const lists = (items: string[]): string[][] => [
  [],
  ...items.flatMap(item => lists(items.filter(other => other !== item)).map(rest => [item, ...rest])),
]

const isUnitBest = (market: JsonMarket) => {
  const { assignment } = run(market)
  const stable = stableMatchings(market)
  return (
    stable.some(other => short(other) === short(assignment)) &&
    market.units.every(unit =>
      stable.every(other => placeOf(unit, assignment[unit.id] ?? null) <= placeOf(unit, other[unit.id] ?? null)),
    )
  )
}

test('O36: every market of two units and two offers, by enumeration of all stable matchings', () => {
  let markets = 0
  for (const a of lists(['p', 'q'])) {
    for (const b of lists(['p', 'q'])) {
      for (const p of lists(['a', 'b'])) {
        for (const q of lists(['a', 'b'])) {
          const market = makeMarket('a:; b:', 'p:; q:')
          market.units = [
            { id: 'a', preferences: a },
            { id: 'b', preferences: b },
          ]
          market.offers = [
            { id: 'p', capacity: 1, priority: p },
            { id: 'q', capacity: 1, priority: q },
          ]
          expect(isUnitBest(market), JSON.stringify(market)).toBe(true)
          markets++
        }
      }
    }
  }
  expect(markets).toBe(5 ** 4)
})

test('O36: one in a hundred of the 46,656 complete markets of three units and three offers', () => {
  const dice = makeDice(36)
  const full = (items: string[]) => dice.shuffled(items)
  for (let n = 0; n < 467; n++) {
    const market: JsonMarket = {
      kind: 'matching',
      units: ['a', 'b', 'c'].map(id => ({ id, preferences: full(['p', 'q', 'r']) })),
      offers: ['p', 'q', 'r'].map(id => ({ id, capacity: 1, priority: full(['a', 'b', 'c']) })),
    }
    expect(isUnitBest(market), JSON.stringify(market)).toBe(true)
  }
})
