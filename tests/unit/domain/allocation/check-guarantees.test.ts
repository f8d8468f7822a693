import { expect, test, vi } from 'vitest'
import type { JsonMarket, JsonOffer } from './plain-reading.ts'
import { randomConfiguration } from './random-configuration.ts'
import { effort, makeDice } from './random-market.ts'
import { run } from './run.ts'

vi.setConfig({ testTimeout: 60_000 })

type Members = ReadonlySet<string>
const overlap = (a: Members, b: Members) => [...a].some(id => b.has(id))
const within = (a: Members, b: Members) => [...a].every(id => b.has(id))

/** Rules 7 and 8 read word by word over sets of units: the code that an instance is refused with, or null. */
function readRefusal({ units, offers, pools = [] }: JsonMarket): string | null {
  const named = (offer: JsonOffer) => units.filter(({ id }) => (offer.priority as string[]).includes(id))
  /** The groups of one cap; who has no value is a group alone. */
  const groups = (offer: JsonOffer, key: string): Members[] => {
    const sets = new Map<string, Set<string>>()
    for (const { id, groups: values } of named(offer)) {
      const group = values?.[key] === undefined ? `alone ${id}` : `group ${values[key]}`
      sets.set(group, (sets.get(group) ?? new Set()).add(id))
    }
    return [...sets.values()]
  }
  const floorsOf = (offer: JsonOffer) =>
    (offer.rule?.floors ?? []).map(
      (floor): Members =>
        new Set(named(offer).flatMap(({ id, classes }) => (classes?.includes(floor.class) ? id : []))),
    )
  const pairs = <T>(items: T[]) => items.flatMap((a, i) => items.slice(0, i).map((b): [T, T] => [a, b]))
  const exceeds = offers.some(
    ({ capacity, rule }) => (rule?.floors ?? []).reduce((sum, floor) => sum + floor.seats, 0) > capacity,
  )
  if (exceeds) return 'FLOORS_EXCEED_CAPACITY'
  const isNoTree = (offer: JsonOffer) =>
    pairs((offer.rule?.caps ?? []).flatMap(({ key }) => groups(offer, key))).some(
      ([a, b]) => overlap(a, b) && !within(a, b) && !within(b, a),
    )
  if (offers.some(isNoTree)) return 'CAPS_NOT_A_TREE'
  const isUnsafe = (offer: JsonOffer) => {
    const { mode, floors = [], caps = [], shares = [], counting } = offer.rule ?? {}
    const members = floorsOf(offer)
    const shareUnits = pairs(members).some(([a, b]) => overlap(a, b))
    const crosses = caps.some(({ key }) =>
      groups(offer, key).some(group => members.some(floor => overlap(group, floor) && !within(group, floor))),
    )
    return (
      (caps.length > 0 && floors.length > 0 && (crosses || shareUnits || mode === 'over-and-above')) ||
      (caps.length > 0 && (mode === 'meritorious' || mode === 'prefix-share')) ||
      (floors.length > 0 && mode === 'prefix-share') ||
      shares.length > 1 ||
      (counting === 'one-to-many' && shareUnits)
    )
  }
  const isAgainstPool = pools.some(({ offers: own, priority }) =>
    own.some(id => {
      const order = offers.find(offer => offer.id === id)?.priority as string[]
      const both = (ids: string[], others: string[]) => ids.filter(unit => others.includes(unit)).join()
      return both(order, priority as string[]) !== both(priority as string[], order)
    }),
  )
  return offers.some(isUnsafe) || isAgainstPool ? 'NO_GUARANTEE' : null
}

test('what is refused, and with which code, is what the contract reads, on 8,000 random configurations', () => {
  const dice = makeDice(7_8)
  const seen: Record<string, number> = {}
  for (let n = 0; n < effort(8_000); n++) {
    const market = randomConfiguration(dice)
    const result = run(market)
    const code = result.ok ? null : result.error
    expect(code, JSON.stringify(market)).toBe(readRefusal(market))
    seen[code] = (seen[code] ?? 0) + 1
  }
  const codes = ['CAPS_NOT_A_TREE', 'FLOORS_EXCEED_CAPACITY', 'NO_GUARANTEE', 'null']
  expect(Object.keys(seen).sort()).toEqual(codes)
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(effort(8_000) / 20)
})

test('a refusal for crossing caps or a cap across a floor names groups that really cross', () => {
  const dice = makeDice(79)
  const seen = { tree: 0, floor: 0 }
  for (let n = 0; n < effort(5_000); n++) {
    const market = randomConfiguration(dice)
    const { error, detail } = run(market)
    if (error === undefined || detail.offer === undefined) continue
    const offer = market.offers.find(({ id }) => id === detail.offer) as JsonOffer
    const inGroup = (key: string, group: string): Members =>
      new Set(
        market.units.flatMap(({ id, groups }) =>
          (offer.priority as string[]).includes(id) && groups?.[key] === group ? id : [],
        ),
      )
    if (error === 'CAPS_NOT_A_TREE') {
      seen.tree++
      const [a, b] = [inGroup(detail.key, detail.group), inGroup(detail.other, detail.otherGroup)]
      expect([overlap(a, b), within(a, b), within(b, a)], JSON.stringify(market)).toEqual([true, false, false])
    }
    if (detail.what === 'cap-across-floor') {
      seen.floor++
      const name = offer.rule?.floors?.find(({ id }) => id === detail.floor)?.class as string
      const inside = [...inGroup(detail.key, detail.group)].map(id =>
        market.units.find(unit => unit.id === id)?.classes?.includes(name),
      )
      expect(new Set(inside), JSON.stringify(market)).toEqual(new Set([true, false]))
    }
  }
  expect(Math.min(seen.tree, seen.floor)).toBeGreaterThan(3)
})
