import { choose, type JsonMarket, type JsonUnit, ranking } from './plain-reading.ts'

export type Assignment = Record<string, string | null>

const acceptable = (market: JsonMarket, unit: string, offer: string) => {
  const found = market.offers.find(({ id }) => id === offer)
  const listed = market.units.find(({ id }) => id === unit)?.preferences.includes(offer) ?? false
  return found !== undefined && listed && ranking(market, offer, found.priority).includes(unit)
}

/** Every assignment of units to acceptable offers, capacities aside. */
export function* everyAssignment(market: JsonMarket): Generator<Assignment> {
  const options = market.units.map(({ id, preferences }) => [
    ...preferences.filter(offer => acceptable(market, id, offer)),
    null,
  ])
  const at = options.map(() => 0)
  for (;;) {
    yield Object.fromEntries(market.units.map(({ id }, u) => [id, options[u]?.[at[u] as number] ?? null]))
    let u = 0
    while (u < at.length && at[u] === (options[u]?.length ?? 0) - 1) at[u++] = 0
    if (u === at.length) return
    at[u] = (at[u] as number) + 1
  }
}

/** What an offer without pool would choose from those who hold it and `extra`. */
function chosen(market: JsonMarket, assignment: Assignment, offerId: string, extra: string[] = []) {
  const offer = market.offers.find(({ id }) => id === offerId)
  if (!offer) throw new Error(offerId)
  const units = new Map(market.units.map((unit): [string, JsonUnit] => [unit.id, unit]))
  const ids = market.units.map(({ id }) => id).filter(id => assignment[id] === offerId || extra.includes(id))
  return choose(offer.rule ?? {}, offer.capacity, ranking(market, offerId, offer.priority), units, ids)
}

/** A unit and an offer that would both rather have each other, or an offer that would not keep what it has. */
export function findBlock(market: JsonMarket, assignment: Assignment): { unit: string; offer: string } | null {
  for (const { id: unit, preferences } of market.units) {
    const has = assignment[unit] ?? null
    if (has !== null && !chosen(market, assignment, has).has(unit)) return { unit, offer: has }
    const better = has === null ? preferences : preferences.slice(0, preferences.indexOf(has))
    for (const offer of better) {
      if (acceptable(market, unit, offer) && chosen(market, assignment, offer, [unit]).has(unit)) return { unit, offer }
    }
  }
  return null
}

export function stableMatchings(market: JsonMarket): Assignment[] {
  return [...everyAssignment(market)].filter(assignment => findBlock(market, assignment) === null)
}

/** Place of what a unit got on its own list; the length of the list where it got nothing. */
export function placeOf(unit: JsonUnit, offer: string | null): number {
  return offer === null ? unit.preferences.length : unit.preferences.indexOf(offer)
}

/** A market in the notation of the reference: `a: A B; b: B A` for units, and offers with capacities. */
export function makeMarket(units: string, offers: string, capacity: number | Record<string, number> = 1): JsonMarket {
  const rows = (text: string) =>
    text.split(';').map(row => {
      const [id = '', list = ''] = row.split(':').map(part => part.trim())
      return { id, list: list === '' ? [] : list.split(/\s+/) }
    })
  return {
    kind: 'matching',
    units: rows(units).map(({ id, list }) => ({ id, preferences: list })),
    offers: rows(offers).map(({ id, list }) => ({
      id,
      capacity: typeof capacity === 'number' ? capacity : (capacity[id] ?? 1),
      priority: list,
    })),
  }
}
