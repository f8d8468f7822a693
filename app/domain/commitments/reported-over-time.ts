import type { IsoDate } from '../calendar/iso-date.ts'
import { addQuantities } from '../numbers/add-quantities.ts'
import type { Commitment } from './commitment.ts'
import { whyNotCounted } from './is-counted.ts'

/**
 * How much was reported by each day on which a report speaks, in the measure of the target, the earliest first.
 * Running totals stand as they are, acts that were reported here add up, and where there are both the larger speaks.
 */
export function reportedOverTime(commitment: Commitment): { on: IsoDate; value: number }[] {
  const dated = commitment.deliveries.flatMap(delivery => {
    const why = whyNotCounted(delivery, commitment)
    const isInUnit = why === null || why === 'superseded' || why === 'within_total'
    const { asOf, reported, origin } = delivery
    return isInUnit && asOf !== null && reported !== null ? [{ on: asOf, reported, isAct: origin !== 'imported' }] : []
  })
  const days = [...new Set(dated.map(({ on }) => on))].sort()
  let acts = 0
  let total = 0
  return days.map(on => {
    for (const report of dated.filter(other => other.on === on)) {
      if (report.isAct) acts = addQuantities(acts, report.reported)
    }
    const stated = dated.filter(other => other.on === on && !other.isAct).map(({ reported }) => reported)
    if (stated.length > 0) total = Math.max(...stated)
    return { on, value: Math.max(acts, total) }
  })
}
