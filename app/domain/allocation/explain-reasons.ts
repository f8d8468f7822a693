import type { CappedChooser } from './choice/capped-chooser.ts'
import { ChainChooser } from './choice/chain-chooser.ts'
import { anywhere, type Chooser, none } from './choice/chooser.ts'
import { PooledChooser } from './choice/pool-chooser.ts'
import type { Matching } from './deferred-acceptance.ts'
import { type Market, openChooser, unitAt } from './market.ts'
import type { Pool, Priority } from './matching-instance.ts'
import { largestCount } from './reading/strict-reader.ts'

export const reasonCodes = ['ASSIGNED', 'NOT_REACHED', 'INELIGIBLE', 'CAP_FULL', 'POOL_FULL', 'BELOW_CUTOFF'] as const
export type ReasonCode = (typeof reasonCodes)[number]

/** Why each unit got, or did not get, each offer it listed: one row for each edge. */
export type Reasons = {
  /** A place in `reasonCodes`. */
  code: Uint8Array
  /**
   * What would have sufficed, everything else being equal, where an offer turned the unit away: to stand before this
   * unit. -1 where no place in the order would have sufficed, and where nothing was refused.
   */
  before: Int32Array
  /** The score that would have sufficed; -1 where there are no scores or none would. */
  score: Int32Array
  /** For CAP_FULL: the key of the cap whose group is full, the smallest such group where there are several. */
  cap: ReadonlyMap<number, string>
}

const codeNumber = (code: ReasonCode) => reasonCodes.indexOf(code)
const assigned = codeNumber('ASSIGNED')
const notReached = codeNumber('NOT_REACHED')
const ineligible = codeNumber('INELIGIBLE')
const capFull = codeNumber('CAP_FULL')
const poolFull = codeNumber('POOL_FULL')
const belowCutoff = codeNumber('BELOW_CUTOFF')

/**
 * Offer by offer, so that what is asked of one offer lies close together in memory.
 * Source: docs/allocation-instance.md, rules 9 and 17.
 */
export function explainReasons(matching: Matching): Reasons {
  const { market, choosers, edgeOf } = matching
  const { offers, units } = market.instance
  const edges = units.offer.length
  const caps = new Map<number, string>()
  const reasons: Reasons = {
    cap: caps,
    code: new Uint8Array(edges),
    before: new Int32Array(edges).fill(none),
    score: new Int32Array(edges).fill(none),
  }
  const { code } = reasons
  for (let edge = 0; edge < edges; edge++) {
    const held = edgeOf[market.unitOfEdge[edge] as number] as number
    if (edge === held) code[edge] = assigned
    else if (held !== none && edge > held) code[edge] = notReached
    else code[edge] = market.positionOf[edge] === none ? ineligible : belowCutoff
  }
  const poolScores = market.instance.pools?.map(scoresByUnit) ?? []
  for (let o = 0; o < offers.ids.length; o++) {
    const chooser = choosers[o] as Chooser
    const refined = refusalOf(matching, o)
    for (let g = market.start[o] as number; g < (market.start[o + 1] as number); g++) {
      const edge = market.edgeAt[g] as number
      if (code[edge] !== belowCutoff) continue
      code[edge] = refined(g)
      if (code[edge] === capFull) caps.set(edge, (chooser as CappedChooser).fullCap(g))
      const bar = chooser.bar(g)
      if (bar === none || bar === anywhere) continue
      reasons.before[edge] = unitAt(market, bar)
      reasons.score[edge] = leastScore(market, poolScores, o, market.unitOfEdge[edge] as number, bar)
    }
  }
  return reasons
}

/** Which of the codes of a refusal an offer gives to a position. */
function refusalOf({ market, choosers }: Matching, o: number): (g: number) => number {
  const chooser = choosers[o] as Chooser
  if (chooser instanceof PooledChooser) return g => (chooser.wouldChooseWithoutPool(g) ? poolFull : belowCutoff)
  const rule = market.instance.offers.rules[o]
  if (!rule || rule.caps.length === 0) return () => belowCutoff
  let uncapped: Chooser | null = null
  return g => {
    uncapped ??= openUncapped()
    return g < uncapped.bar(g) ? capFull : belowCutoff
  }

  /** The same rule without its caps, holding the units that hold the offer. */
  function openUncapped(): Chooser {
    const opened = openChooser(market, o, { ...(rule as NonNullable<typeof rule>), caps: [] })
    if (!(opened instanceof ChainChooser)) throw new Error('caps go with chains only')
    chooser.held(g => opened.add(g))
    return opened
  }
}

const scoresByUnit = ({ priority: { units, scores } }: Pool): ReadonlyMap<number, number> =>
  new Map(Array.from(units, (unit, i) => [unit, scores?.[i] ?? 0]))

/** The least whole score with which `unit` stands before position `g` of offer `o`; -1 where there is none. */
function leastScore(
  { instance, scoreAt, unitOfEdge, edgeAt }: Market,
  poolScores: readonly ReadonlyMap<number, number>[],
  o: number,
  unit: number,
  g: number,
): number {
  const { offers, pools, tieBreaker } = instance
  const other = unitOfEdge[edgeAt[g] as number] as number
  const p = offers.poolOf[o] as number
  const pool = pools?.[p]
  const { scores } = pool?.priority ?? (offers.priorities[o] as Priority)
  if (scores === null) return none
  const score = pool ? (poolScores[p]?.get(other) as number) : (scoreAt[g] as number)
  const owner = pool?.id ?? (offers.ids[o] as string)
  const canTie = tieBreaker?.knows(unit) && tieBreaker.knows(other)
  const least = canTie && tieBreaker?.wins(owner, unit, other) ? score : score + 1
  return least <= largestCount ? least : none
}
