import { type Chooser, none } from './choice/chooser.ts'
import { type Market, openChoosers } from './market.ts'

export type Matching = {
  market: Market
  choosers: readonly Chooser[]
  /** The edge each unit holds, or -1. */
  edgeOf: Int32Array
}

/**
 * Unit-proposing deferred acceptance: every unit without an offer proposes to the next one on its list, every offer
 * keeps what its rule chooses. The result is the same for every `order` of proposals, because only safe rules come so
 * far. Source: docs/allocation-instance.md, rule 5.
 */
export function deferAcceptance(market: Market, order?: readonly number[]): Matching {
  const { units } = market.instance
  const { edgeAt, positionOf, unitOfEdge } = market
  const choosers = openChoosers(market)
  const next = units.start.slice(0, units.ids.length)
  const edgeOf = new Int32Array(units.ids.length).fill(-1)
  const propose = (first: number) => {
    let unit = first
    while ((next[unit] as number) < (units.start[unit + 1] as number)) {
      const edge = next[unit] as number
      next[unit] = edge + 1
      const position = positionOf[edge] as number
      if (position === -1) continue
      edgeOf[unit] = edge
      const turnedAway = (choosers[units.offer[edge] as number] as Chooser).add(position)
      if (turnedAway === none) return
      unit = unitOfEdge[edgeAt[turnedAway] as number] as number
      edgeOf[unit] = -1
    }
  }
  if (order) for (const unit of order) propose(unit)
  else for (let unit = 0; unit < units.ids.length; unit++) propose(unit)
  return { market, choosers, edgeOf }
}
