import { Broken } from './broken.ts'
import type { FundingInstance, Priority } from './instance.ts'
import type { Market } from './market.ts'
import { isVeiled } from './matching-outcome.ts'
import { canonicalJson } from './strict-json.ts'
import { tieOrder } from './ties.ts'

/**
 * Two units of equal score, in the same classes and groups, differ in nothing but the tie-break: where one of them
 * got an offer that the other wanted more than what it has, the tie-break must have put the one first.
 */
export function checkUnitTickets(market: Market, offerOf: Int32Array, withheld: ReadonlySet<string>) {
  const { units, pools } = market.instance
  const kinds = new Map<string, number>()
  const kindOf = units.map(({ classes, groups }) => {
    const kind = canonicalJson([classes, groups])
    const number = kinds.get(kind) ?? kinds.size
    kinds.set(kind, number)
    return number
  })
  const breakTies = tieOrder(market.instance.ties)
  market.offers.forEach((offer, i) => {
    const house = market.houses[offer.house]
    const pool = house?.pool ? pools?.find(({ id }) => id === house.id) : undefined
    const priority = (pool ?? market.instance.offers[i])?.priority
    if (!priority || Array.isArray(priority) || isVeiled(market.instance, i, withheld)) return
    const first = breakTies(pool?.id ?? offer.id)
    for (const alike of groupAlike(priority, id => kindOf[market.unitIndex.get(id) as number] as number)) {
      let passedOver: string | null = null
      for (const id of alike.sort(first)) {
        const unit = market.unitIndex.get(id) as number
        const own = offerOf[unit] as number
        if (own === i && passedOver !== null) {
          throw new Broken('tickets', { offer: offer.id, first: passedOver, second: id })
        }
        if (own !== i && wants(market, unit, i, own)) passedOver ??= id
      }
    }
  })
}

function wants(market: Market, unit: number, offer: number, own: number): boolean {
  const list = market.lists[unit] as Int32Array
  const at = list.indexOf(offer)
  const ownAt = list.indexOf(own)
  return at >= 0 && (market.places[unit]?.[at] as number) >= 0 && (ownAt < 0 || at < ownAt)
}

/** The ids with equal score and equal kind, in groups of two and more. */
function groupAlike(priority: Exclude<Priority, string[]>, kindOf: (id: string) => number): string[][] {
  const groups = new Map<string, string[]>()
  for (const id in priority.scores) {
    const key = `${priority.scores[id]} ${kindOf(id)}`
    const group = groups.get(key)
    if (group) group.push(id)
    else groups.set(key, [id])
  }
  return [...groups.values()].filter(group => group.length > 1)
}

/** Of two requests alike in everything but the tie-break, the second never gets more than the first. */
export function checkRequestTickets(instance: FundingInstance, awards: Map<string, bigint>) {
  const groups = new Map<string, string[]>()
  for (const { id, ask, least, score, classes } of instance.requests) {
    const key = JSON.stringify([ask, least, score, classes])
    groups.set(key, [...(groups.get(key) ?? []), id])
  }
  const first = tieOrder(instance.ties)('*')
  for (const alike of groups.values()) {
    alike.sort(first).reduce((before, id) => {
      if ((awards.get(id) ?? 0n) > (awards.get(before) ?? 0n))
        throw new Broken('tickets', { first: before, second: id })
      return id
    })
  }
}
