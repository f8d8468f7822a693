import { Broken, type CheckName } from './broken.ts'
import { choose, OPEN } from './choose.ts'
import type { House, Market, MarketOffer } from './market.ts'
import { match } from './match.ts'
import {
  isVeiled,
  layOut,
  type MatchingResult,
  type Ordered,
  type Outcome,
  only,
  together,
} from './matching-outcome.ts'
import { checkReasons } from './reasons.ts'

/** The properties of a matching one by one, then the comparison with the recomputed result. */
export function checkMatching(
  market: Market,
  result: MatchingResult,
  withheld: ReadonlySet<string>,
  checked: (...names: CheckName[]) => void,
) {
  const offerOf = readAssignment(market, result)
  const isOpen = (offer: number) => !isVeiled(market.instance, offer, withheld)
  const openOffers = market.offers.map((_, i) => i).filter(isOpen)
  const whole = openOffers.length === market.offers.length

  checkCapacity(market, offerOf)
  checkAcceptable(market, result, offerOf)
  const outcome = layOut(market, offerOf)
  checkCaps(market, outcome)
  checked('capacity', 'acceptable', 'caps')
  for (const offer of openOffers) checkFloors(market, outcome, result, offer)
  checkCategories(market, outcome, result, isOpen)
  if (whole) checked('floors')
  const blocking = openOffers.flatMap(offer =>
    findBlocking(market, outcome, offer).map(found => ({
      displaces: found.displaces,
      at: { unit: idOf(market, found.unit), offer: market.offers[offer]?.id },
    })),
  )
  const envy = blocking.find(found => found.displaces)
  if (envy) throw new Broken('blocking-pair', envy.at)
  if (whole) checked('blocking-pair')
  if (blocking[0]) throw new Broken('non-wasteful', blocking[0].at)
  if (!whole) return
  checked('non-wasteful')
  match(market).forEach((offer, unit) => {
    if (offer === offerOf[unit]) return
    throw new Broken('not-unit-optimal', { unit: idOf(market, unit), offer: market.offers[offer]?.id ?? null })
  })
  checked('not-unit-optimal')
  checkReasons(market, outcome, result.reasons)
  checked('reasons')
}

const idOf = (market: Market, unit: number) => market.instance.units[unit]?.id as string

/** Offers that are no offers become -2: nobody finds them acceptable. */
export function readAssignment(market: Market, result: MatchingResult): Int32Array {
  return Int32Array.from(market.instance.units, unit => {
    const offer = result.assignment[unit.id] as string | null
    return offer === null ? -1 : (market.offerIndex.get(offer) ?? -2)
  })
}

function checkCapacity(market: Market, offerOf: Int32Array) {
  const counts = market.offers.map(() => 0)
  for (const offer of offerOf) if (offer >= 0) counts[offer] = (counts[offer] as number) + 1
  market.offers.forEach((offer, i) => {
    if ((counts[i] as number) > offer.capacity) throw new Broken('capacity', { offer: offer.id })
  })
  for (const { id, pool, offers } of market.houses) {
    const held = offers.reduce((sum, offer) => sum + (counts[offer] as number), 0)
    if (pool && held > pool.capacity) throw new Broken('capacity', { pool: id })
  }
}

function checkAcceptable(market: Market, result: MatchingResult, offerOf: Int32Array) {
  offerOf.forEach((offer, unit) => {
    const at = market.lists[unit]?.indexOf(offer) ?? -1
    if (offer === -1 || (at >= 0 && (market.places[unit]?.[at] as number) >= 0)) return
    const id = idOf(market, unit)
    throw new Broken('acceptable', { unit: id, offer: result.assignment[id] })
  })
}

function checkCaps(market: Market, outcome: Outcome) {
  market.offers.forEach((offer, i) => {
    const { units } = outcome.holders[i] as Ordered
    for (const cap of offer.caps) {
      const counts = countGroups(cap.groupOf, units)
      const over = units.find(unit => (counts.get(cap.groupOf[unit] as number) ?? 0) > cap.max)
      if (over !== undefined) throw new Broken('caps', { offer: offer.id, unit: idOf(market, over) })
    }
  })
}

/** Each seat named in `category` is one the unit may take; the rest of `category` has nobody in it. */
function checkCategories(market: Market, outcome: Outcome, result: MatchingResult, isOpen: (offer: number) => boolean) {
  market.instance.units.forEach((unit, i) => {
    const offer = outcome.offerOf[i] as number
    const given = result.category[unit.id]
    // A seat at an offer with a withheld class would tell the class: a public bundle leaves it out.
    const expected = offer >= 0 && (isOpen(offer) || given !== undefined)
    if ((given !== undefined) !== expected) throw new Broken('floors', { unit: unit.id, category: given ?? null })
  })
  for (const id in result.category) if (!market.unitIndex.has(id)) throw new Broken('floors', { unit: id })
}

/**
 * The seats named are the seats the offer's own rule gives to those it holds, and no floor seat stays empty while
 * somebody of its class who prefers this offer could take it.
 */
function checkFloors(market: Market, outcome: Outcome, result: MatchingResult, i: number) {
  const offer = market.offers[i] as MarketOffer
  const holders = (outcome.holders[i] as Ordered).units
  const fail = (unit: number | undefined, floor: string | null) => {
    throw new Broken('floors', { offer: offer.id, unit: unit === undefined ? null : idOf(market, unit), floor })
  }
  const named = holders.map(unit => result.category[idOf(market, unit)])
  const counts = offer.caps.map(cap => countGroups(cap.groupOf, holders))
  const fitsCaps = (unit: number) =>
    offer.caps.every((cap, c) => (counts[c]?.get(cap.groupOf[unit] as number) ?? 0) < cap.max)
  for (const floor of offer.floors) {
    const seated = holders.filter((_, at) => named[at] === floor.id)
    for (const unit of seated) if (!floor.members.has(unit)) fail(unit, floor.id)
    if (seated.length > floor.seats) fail(seated[floor.seats], floor.id)
    if (seated.length === floor.seats) continue
    for (const unit of (outcome.claimants[i] as Ordered).units) {
      if (floor.members.has(unit) && fitsCaps(unit)) fail(unit, floor.id)
    }
  }
  choose(offer, holders).forEach((seat, at) => {
    const given = named[at]
    // With overlapping floors any filling of the same seats by the same units is right.
    const same = offer.rule?.mode === 'meritorious' ? (seat === OPEN) === (given === OPEN) : seat === given
    const known = given === OPEN || offer.floors.some(floor => floor.id === given)
    if (seat === null || !same || !known) fail(holders[at], given ?? null)
  })
}

function countGroups(groupOf: Int32Array, units: number[]): Map<number, number> {
  const counts = new Map<number, number>()
  for (const unit of units) counts.set(groupOf[unit] as number, (counts.get(groupOf[unit] as number) ?? 0) + 1)
  return counts
}

/** A claimant whom the offer would choose beside those it holds, and whether somebody would lose a seat by it. */
type Blocking = { unit: number; displaces: boolean }

function findBlocking(market: Market, outcome: Outcome, i: number): Blocking[] {
  const offer = market.offers[i] as MarketOffer
  const holders = outcome.holders[i] as Ordered
  const claimants = outcome.claimants[i] as Ordered
  if (claimants.units.length === 0) return []
  if (market.houses[offer.house]?.pool) return findBlockingInPool(market, outcome, i)
  // One choice among all first: if it takes only holders, then so does each choice with one claimant (the rules are
  // substitutable), and that is the case of every true record.
  const all = together(holders, claimants).units
  const chosenOfAll = new Set(all.filter(flagged(choose(offer, all))))
  return claimants.units.flatMap((unit, at) => {
    if (!chosenOfAll.has(unit)) return []
    const candidates = together(holders, only(claimants, at)).units
    const chosen = new Set(candidates.filter(flagged(choose(offer, candidates))))
    return chosen.has(unit) ? [{ unit, displaces: holders.units.some(holder => !chosen.has(holder)) }] : []
  })
}

const flagged = (seats: (string | null)[]) => (_: number, at: number) => seats[at] !== null

function findBlockingInPool(market: Market, outcome: Outcome, i: number): Blocking[] {
  const { capacity, house } = market.offers[i] as MarketOffer
  const { offers, pool } = market.houses[house] as House
  const here = outcome.holders[i] as Ordered
  const inPool = offers.map(offer => outcome.holders[offer] as Ordered).reduce(together)
  const held = inPool.units.length
  const claimants = outcome.claimants[i] as Ordered
  return claimants.units.flatMap((unit, at) => {
    const place = claimants.places[at] as number
    // A unit that moves within the pool gives back its own seat, which is not ahead of it.
    const moves = offers.includes(outcome.offerOf[unit] as number)
    if (ahead(here, place) >= capacity || ahead(inPool, place) >= (pool?.capacity ?? 0)) return []
    return [{ unit, displaces: here.units.length >= capacity || held - (moves ? 1 : 0) >= (pool?.capacity ?? 0) }]
  })
}

/** How many stand before a place. */
function ahead({ places }: Ordered, place: number): number {
  const at = places.findIndex(other => other >= place)
  return at < 0 ? places.length : at
}
