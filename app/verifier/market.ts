import type { Floor, MatchingInstance, Priority, Rule, Share } from './instance.ts'
import { tieOrder } from './ties.ts'

/** One offer as the choice needs it: classes as sets of units, groups as one number per unit. */
export type MarketOffer = {
  id: string
  house: number
  capacity: number
  rule: Rule | null
  floors: (Floor & { members: ReadonlySet<number> })[]
  shares: (Share & { members: ReadonlySet<number> })[]
  caps: { max: number; groupOf: Int32Array }[]
  /** The units its own priority names, best first. */
  order: number[]
}

/** Who decides: one offer by itself, or a pool of several under one order. */
export type House = { id: string; offers: number[]; pool: { capacity: number; order: number[] } | null }

/** A matching instance by numbers: unit and offer i are the i-th by id. */
export type Market = {
  instance: MatchingInstance
  offers: MarketOffer[]
  houses: House[]
  offerIndex: Map<string, number>
  unitIndex: Map<string, number>
  /** Each unit's offers, in its own order. */
  lists: Int32Array[]
  /** Beside each listed offer: the unit's place in the order that decides there, or -1 when not acceptable (rule 5). */
  places: Int32Array[]
}

const NOBODY: ReadonlySet<number> = new Set()

/** Translates an instance; throws Refused NON_TOTAL_PRIORITY where equal scores have no order. */
export function buildMarket(instance: MatchingInstance): Market {
  const { units, ties } = instance
  const pools = instance.pools ?? []
  const unitIndex = new Map(units.map((unit, i) => [unit.id, i]))
  const offerIndex = new Map(instance.offers.map((offer, i) => [offer.id, i]))
  const members = new Map<string, Set<number>>()
  units.forEach((unit, i) => {
    for (const name of unit.classes) {
      const set = members.get(name) ?? new Set()
      members.set(name, set.add(i))
    }
  })
  const membersOf = (name: string) => members.get(name) ?? NOBODY
  const groups = new Map<string, Int32Array>()
  const groupOf = (key: string) => {
    const known = groups.get(key) ?? numberGroups(instance, key)
    groups.set(key, known)
    return known
  }

  const breakTies = tieOrder(ties)
  const ranked = (priority: Priority, scope: string) =>
    rank(priority, breakTies(scope)).map(id => unitIndex.get(id) as number)

  const houses: House[] = pools.map(pool => ({
    id: pool.id,
    offers: pool.offers.map(id => offerIndex.get(id) as number),
    pool: { capacity: pool.capacity, order: ranked(pool.priority, pool.id) },
  }))
  const houseOf = new Map(houses.flatMap((house, i) => house.offers.map(offer => [offer, i])))
  const offers = instance.offers.map((offer, i): MarketOffer => {
    const house = houseOf.get(i) ?? houses.push({ id: offer.id, offers: [i], pool: null }) - 1
    const rule = offer.rule ?? null
    return {
      id: offer.id,
      house,
      capacity: offer.capacity,
      rule,
      floors: (rule?.floors ?? []).map(floor => ({ ...floor, members: membersOf(floor.class) })),
      shares: (rule?.shares ?? []).map(share => ({ ...share, members: membersOf(share.class) })),
      caps: (rule?.caps ?? []).map(cap => ({ max: cap.max, groupOf: groupOf(cap.key) })),
      order: ranked(offer.priority, offer.id),
    }
  })
  const lists = units.map(unit => Int32Array.from(unit.preferences, id => offerIndex.get(id) as number))
  return { instance, offers, houses, offerIndex, unitIndex, lists, places: findPlaces(lists, offers, houses) }
}

/** Best first: the listed order, or higher score and then the ties. */
export function rank(priority: Priority, breakTie: (a: string, b: string) => number): string[] {
  if (Array.isArray(priority)) return priority
  const named = Object.entries(priority.scores).map(([id, score]) => ({ id, score }))
  return named.sort((a, b) => b.score - a.score || breakTie(a.id, b.id)).map(({ id }) => id)
}

/** One number per group value; a unit without a value is a group of its own (rule 6). */
function numberGroups(instance: MatchingInstance, key: string): Int32Array {
  const numbers = new Map<string, number>()
  return Int32Array.from(instance.units, (unit, i) => {
    const value = unit.groups[key]
    if (value === undefined) return -1 - i
    const number = numbers.get(value) ?? numbers.size
    numbers.set(value, number)
    return number
  })
}

function findPlaces(lists: Int32Array[], offers: MarketOffer[], houses: House[]): Int32Array[] {
  const places = lists.map(list => new Int32Array(list.length).fill(-1))
  const listedBy: number[][] = offers.map(() => [])
  lists.forEach((list, unit) => {
    list.forEach((offer, at) => {
      listedBy[offer]?.push(unit, at)
    })
  })
  const placeOf = new Int32Array(lists.length).fill(-1)
  const named = new Uint8Array(lists.length)
  offers.forEach((offer, i) => {
    const order = houses[offer.house]?.pool?.order ?? offer.order
    order.forEach((unit, place) => {
      placeOf[unit] = place
    })
    for (const unit of offer.order) named[unit] = 1
    const edges = listedBy[i] as number[]
    for (let e = 0; e < edges.length; e += 2) {
      const unit = edges[e] as number
      if (named[unit]) (places[unit] as Int32Array)[edges[e + 1] as number] = placeOf[unit] as number
    }
    for (const unit of order) placeOf[unit] = -1
    for (const unit of offer.order) named[unit] = 0
  })
  return places
}
