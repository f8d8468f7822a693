import { Broken } from './broken.ts'
import { choose } from './choose.ts'
import type { Market, MarketOffer } from './market.ts'
import { type MatchingResult, type Ordered, type Outcome, only, together } from './matching-outcome.ts'

export type ReasonCode = 'ASSIGNED' | 'NOT_REACHED' | 'INELIGIBLE' | 'CAP_FULL' | 'POOL_FULL' | 'BELOW_CUTOFF'

/** Recomputes the reason of every unit and listed offer (rules 9 and 17) and compares the codes. */
export function checkReasons(market: Market, outcome: Outcome, given: MatchingResult['reasons']) {
  const withoutCaps = market.offers.map((_, i) => chosenWithoutCaps(market, outcome, i))
  const withoutPool = market.offers.map((_, i) => chosenWithoutPool(market, outcome, i))
  market.instance.units.forEach((unit, i) => {
    const own = outcome.positionOf[i] as number
    const reasons = given[unit.id] ?? {}
    unit.preferences.forEach((id, at) => {
      const offer = market.lists[i]?.[at] as number
      let code: ReasonCode = 'BELOW_CUTOFF'
      if (at === own) code = 'ASSIGNED'
      else if (at > own) code = 'NOT_REACHED'
      else if ((market.places[i]?.[at] as number) < 0) code = 'INELIGIBLE'
      else if (withoutCaps[offer]?.has(i)) code = 'CAP_FULL'
      else if (withoutPool[offer]?.has(i)) code = 'POOL_FULL'
      if (reasons[id]?.code !== code) throw new Broken('reasons', { unit: unit.id, offer: id, code })
    })
    if (Object.keys(reasons).length !== unit.preferences.length) throw new Broken('reasons', { unit: unit.id })
  })
  for (const id in given) if (!market.unitIndex.has(id)) throw new Broken('reasons', { unit: id })
}

/** The claimants of an offer who would be chosen beside its holders if it had no caps. */
function chosenWithoutCaps(market: Market, outcome: Outcome, i: number): Set<number> {
  const offer = market.offers[i] as MarketOffer
  const chosen = new Set<number>()
  if (offer.caps.length === 0) return chosen
  const holders = outcome.holders[i] as Ordered
  const claimants = outcome.claimants[i] as Ordered
  // Without caps only the order and the classes count: once one of some classes fails, all behind it in the same
  // classes fail as well.
  const hopeless = new Set<string>()
  claimants.units.forEach((unit, at) => {
    const classes = offer.floors.map(floor => (floor.members.has(unit) ? '1' : '0')).join('')
    if (hopeless.has(classes)) return
    const candidates = together(holders, only(claimants, at)).units
    if (choose(offer, candidates, 'no-caps')[candidates.indexOf(unit)] === null) hopeless.add(classes)
    else chosen.add(unit)
  })
  return chosen
}

/** The claimants of an offer in a pool who would be chosen there if only the offer's own capacity counted. */
function chosenWithoutPool(market: Market, outcome: Outcome, i: number): Set<number> {
  const offer = market.offers[i] as MarketOffer
  if (!market.houses[offer.house]?.pool) return new Set()
  const { places } = outcome.holders[i] as Ordered
  const { units, places: claims } = outcome.claimants[i] as Ordered
  // When the offer is full its last holder decides; else everybody fits.
  const last = places.length < offer.capacity ? Number.POSITIVE_INFINITY : (places.at(-1) ?? -1)
  return new Set(units.filter((_, at) => (claims[at] as number) < last))
}
