import { ChainChooser } from './choice/chain-chooser.ts'
import { anywhere, type Chooser, none } from './choice/chooser.ts'
import { PooledChooser } from './choice/pool-chooser.ts'
import type { Matching } from './deferred-acceptance.ts'
import { type Market, openChooser, unitAt } from './market.ts'
import type { Pool, Priority } from './matching-instance.ts'
import { largestCount } from './reading/strict-reader.ts'

export const reasonCodes = ['ASSIGNED', 'NOT_REACHED', 'INELIGIBLE', 'CAP_FULL', 'POOL_FULL', 'BELOW_CUTOFF'] as const
export type ReasonCode = (typeof reasonCodes)[number]

/** What would have sufficed at this offer, everything else being equal: to stand before `before`, or a score of `score`. */
export type Sufficient = { before: number; score: number | null }

export type Reasons = {
  codeOf(edge: number): ReasonCode
  /** Null where no place in the order would have sufficed. Asked only for units that an offer turned away. */
  sufficient(edge: number): Sufficient | null
}

/** Why each unit got, or did not get, each offer it listed. Source: docs/allocation-instance.md, rules 9 and 17. */
export function explainReasons(matching: Matching): Reasons {
  const { market, choosers, edgeOf } = matching
  const { units, offers } = market.instance
  const withoutCaps = new Map<number, Chooser>()
  const poolScores = market.instance.pools?.map(scoresByUnit) ?? []

  const turnedAway = (edge: number): ReasonCode => {
    const o = units.offer[edge] as number
    const g = market.positionOf[edge] as number
    const chooser = choosers[o] as Chooser
    if (chooser instanceof PooledChooser) return chooser.wouldChooseWithoutPool(g) ? 'POOL_FULL' : 'BELOW_CUTOFF'
    if (!offers.rules[o]?.caps.length) return 'BELOW_CUTOFF'
    const uncapped = withoutCaps.get(o) ?? withoutCapsOf(matching, o)
    withoutCaps.set(o, uncapped)
    return g < uncapped.bar(g) ? 'CAP_FULL' : 'BELOW_CUTOFF'
  }

  return {
    codeOf: edge => {
      const held = edgeOf[market.unitOfEdge[edge] as number] as number
      if (edge === held) return 'ASSIGNED'
      if (held !== -1 && edge > held) return 'NOT_REACHED'
      return market.positionOf[edge] === -1 ? 'INELIGIBLE' : turnedAway(edge)
    },
    sufficient: edge => {
      const o = units.offer[edge] as number
      const g = market.positionOf[edge] as number
      const bar = (choosers[o] as Chooser).bar(g)
      if (bar === none || bar === anywhere) return null
      const score = leastScore(market, poolScores, o, market.unitOfEdge[edge] as number, bar)
      return { before: unitAt(market, bar), score }
    },
  }
}

/** The same rule without its caps, holding the units that hold the offer. */
function withoutCapsOf(matching: Matching, o: number): Chooser {
  const { market, choosers } = matching
  const rule = market.instance.offers.rules[o]
  if (!rule) throw new Error('a rule without caps needs none taken off')
  const uncapped = openChooser(market, o, { ...rule, caps: [] })
  if (!(uncapped instanceof ChainChooser)) throw new Error('caps go with chains only')
  ;(choosers[o] as Chooser).held(g => uncapped.add(g))
  return uncapped
}

const scoresByUnit = ({ priority: { units, scores } }: Pool): ReadonlyMap<number, number> =>
  new Map(Array.from(units, (unit, i) => [unit, scores?.[i] ?? 0]))

/** The least whole score with which `unit` stands before position `g` of offer `o`; null where there are no scores. */
function leastScore(
  { instance, scoreAt, unitOfEdge, edgeAt }: Market,
  poolScores: readonly ReadonlyMap<number, number>[],
  o: number,
  unit: number,
  g: number,
): number | null {
  const { offers, pools, tieBreaker } = instance
  const other = unitOfEdge[edgeAt[g] as number] as number
  const p = offers.poolOf[o] as number
  const pool = pools?.[p]
  const { scores } = pool?.priority ?? (offers.priorities[o] as Priority)
  if (scores === null) return null
  const score = pool ? (poolScores[p]?.get(other) as number) : (scoreAt[g] as number)
  const owner = pool?.id ?? (offers.ids[o] as string)
  const canTie = tieBreaker?.knows(unit) && tieBreaker.knows(other)
  const least = canTie && tieBreaker?.wins(owner, unit, other) ? score : score + 1
  return least <= largestCount ? least : null
}
