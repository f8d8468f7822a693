import type { MatchingInstance } from './instance.ts'
import type { Market } from './market.ts'

/** What a matching's result says, in the contract's keys. */
export type MatchingResult = {
  assignment: { [unit: string]: string | null }
  category: { [unit: string]: string }
  reasons: { [unit: string]: { [offer: string]: { code: string } } }
}

/** Units in the order that decides at an offer, best first, with their places in it. */
export type Ordered = { units: number[]; places: number[] }

/** A result laid over its market: numbers instead of ids, and who claims what. */
export type Outcome = {
  /** Each unit's offer, or -1. */
  offerOf: Int32Array
  /** Each unit's offer as a position in its list; the list's length when it has none. */
  positionOf: Int32Array
  /** Each offer's units. */
  holders: Ordered[]
  /** For each offer the units that prefer it to what they got and are acceptable there. */
  claimants: Ordered[]
}

/** Lays an assignment over the market. Every assigned offer must be acceptable to its unit: checked before. */
export function layOut(market: Market, offerOf: Int32Array): Outcome {
  const holders: Ordered[] = market.offers.map(() => ({ units: [], places: [] }))
  const claimants: Ordered[] = market.offers.map(() => ({ units: [], places: [] }))
  const positionOf = new Int32Array(market.lists.length)
  market.lists.forEach((list, unit) => {
    const own = offerOf[unit] as number
    let at = 0
    for (; at < list.length; at++) {
      const offer = list[at] as number
      const place = market.places[unit]?.[at] as number
      if (place < 0) continue
      const side = (offer === own ? holders : claimants)[offer]
      side?.units.push(unit)
      side?.places.push(place)
      if (offer === own) break
    }
    positionOf[unit] = at
  })
  return { offerOf, positionOf, holders: holders.map(sorted), claimants: claimants.map(sorted) }
}

function sorted({ units, places }: Ordered): Ordered {
  const order = units.map((_, i) => i).sort((a, b) => (places[a] as number) - (places[b] as number))
  return { units: order.map(i => units[i] as number), places: order.map(i => places[i] as number) }
}

/** Two ordered groups as one. */
export function together(a: Ordered, b: Ordered): Ordered {
  return sorted({ units: a.units.concat(b.units), places: a.places.concat(b.places) })
}

/** One member of a group by itself. */
export function only(group: Ordered, at: number): Ordered {
  return { units: [group.units[at] as number], places: [group.places[at] as number] }
}

/** Classes that a public bundle does not open; offers whose rule needs one of them cannot be checked in full. */
export function isVeiled(instance: MatchingInstance, offer: number, withheld: ReadonlySet<string>): boolean {
  const rule = instance.offers[offer]?.rule
  return [...(rule?.floors ?? []), ...(rule?.shares ?? [])].some(part => withheld.has(part.class))
}
