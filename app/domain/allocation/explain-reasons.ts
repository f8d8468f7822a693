import { ChainChooser } from './choice/chain-chooser.ts'
import { anywhere, type Chooser, none } from './choice/chooser.ts'
import { PooledChooser } from './choice/pool-chooser.ts'
import type { Matching } from './deferred-acceptance.ts'
import { openChooser, unitAt } from './market.ts'
import type { Priority } from './matching-instance.ts'
import type { Sha256 } from './reading/canonical-json.ts'
import { largestCount } from './reading/strict-reader.ts'
import { compareTickets, ticket } from './reading/ties.ts'

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
export function explainReasons(matching: Matching, sha: Sha256): Reasons {
  const { market, choosers, edgeOf } = matching
  const { units, offers } = market.instance
  const withoutCaps = new Map<number, Chooser>()
  const scores = scoreBook(matching, sha)

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
      const before = unitAt(market, bar)
      return { before, score: scores.toStandBefore(o, market.unitOfEdge[edge] as number, before) }
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

/** Looks scores up and says which whole score is the least to stand before another unit. */
function scoreBook(matching: Matching, sha: Sha256) {
  const { units, offers, pools, ties } = matching.market.instance
  const books = new Map<number, Map<number, number> | null>()
  const placeInOrder = ties?.kind === 'order' ? new Map(ties.order.map((id, i) => [id, i])) : null

  const ownerOf = (o: number): { scope: string; priority: Priority } => {
    const pool = pools?.[offers.poolOf[o] as number]
    if (pool) return { scope: pool.id, priority: pool.priority }
    return { scope: offers.ids[o] as string, priority: offers.priorities[o] as Priority }
  }

  const bookOf = (o: number, { scores, units: named }: Priority) => {
    const known = books.get(o)
    if (known !== undefined) return known
    const book = scores === null ? null : new Map(Array.from(named, (unit, i) => [unit, scores[i] as number]))
    books.set(o, book)
    return book
  }

  const winsTie = (scope: string, unit: number, other: number): boolean => {
    if (ties === null) return false
    const [a, b] = [units.ids[unit] as string, units.ids[other] as string]
    if (ties.kind === 'order') {
      const [x, y] = [placeInOrder?.get(a), placeInOrder?.get(b)]
      return x !== undefined && y !== undefined && x < y
    }
    const drawn = (id: string) => ({ id, ticket: ticket(sha, ties, ties.scope === '*' ? '*' : scope, id) })
    return compareTickets(drawn(a), drawn(b)) < 0
  }

  return {
    scoreOf: (o: number, unit: number): number | null => bookOf(o, offers.priorities[o] as Priority)?.get(unit) ?? null,
    toStandBefore: (o: number, unit: number, other: number): number | null => {
      const { scope, priority } = ownerOf(o)
      const score = bookOf(o, priority)?.get(other)
      if (score === undefined) return null
      const least = winsTie(scope, unit, other) ? score : score + 1
      return least <= largestCount ? least : null
    },
  }
}
