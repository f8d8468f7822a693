import type { Offer } from '../offers/offer.ts'

type Placed = { score: number; offer: Pick<Offer, 'applyBy' | 'ref'> }

/**
 * The order of offers for a reader: more points first; of equals the earlier deadline, none last; then the ref as text.
 * It looks at two offers only, so a third one never changes their order.
 */
export function compareRanked(one: Placed, other: Placed): number {
  if (one.score !== other.score) return other.score - one.score
  return compareText(deadline(one), deadline(other)) || compareText(one.offer.ref, other.offer.ref)
}

/** Days are digits and dashes, so any letter sorts behind them. */
const deadline = ({ offer }: Placed): string => offer.applyBy ?? 'none'

/** By code unit: the same in every language and on every machine. */
function compareText(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}
