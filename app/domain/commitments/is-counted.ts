import { addQuantities } from '../numbers/add-quantities.ts'
import type { Commitment, Delivery, NotCounted } from './commitment.ts'

/**
 * Why a report stays out of the reported figure of its commitment; null when it is in. It is in only in the measure of
 * the target, with a value, about this programme and after the promise, and while it was neither corrected nor rejected.
 *
 * Imported reports state running totals, so of several in the measure the latest one speaks, and the others are
 * superseded; without a day a report is older than any with one, and of equals the larger and then the later in the
 * list speaks. Deliveries that were reported here are single acts and add up. Where there are both, nobody knows which
 * acts the running total holds already: the larger of the two speaks, the sum where they are equal. What was confirmed
 * and verified here counts either way. Source: docs/how-figures-are-made.md, quantities.
 */
export function whyNotCounted(delivery: Delivery, commitment: Commitment): NotCounted | null {
  const own = ownReason(delivery, commitment)
  if (own !== null) return own
  const total = latestRunningTotal(commitment)
  if (delivery.origin === 'imported' && total?.id !== delivery.id) return 'superseded'
  if (total === null) return null
  const isTotalLarger = (total.reported ?? 0) > reportedHere(commitment)
  if (delivery.origin === 'imported') return isTotalLarger ? null : 'superseded'
  return isTotalLarger ? 'within_total' : null
}

/** Whether a report enters the reported quantity of its commitment. */
export function isCounted(delivery: Delivery, commitment: Commitment): boolean {
  return whyNotCounted(delivery, commitment) === null
}

/** Whether what was confirmed and verified of it counts: also of one that a larger running total may hold already. */
export function isEvidence(delivery: Delivery, commitment: Commitment): boolean {
  const why = whyNotCounted(delivery, commitment)
  return why === null || why === 'within_total'
}

/** Whether a report still says something: it was neither replaced by a correction nor rejected. */
export const stands = ({ state }: Delivery): boolean => state !== 'corrected' && state !== 'rejected'

/** Whether a report was made and rejected: that is no evidence, and not silence either. */
export const hasRejected = ({ deliveries }: Commitment): boolean => deliveries.some(({ state }) => state === 'rejected')

function ownReason(delivery: Delivery, commitment: Commitment): NotCounted | null {
  if (delivery.state === 'corrected' || delivery.state === 'rejected') return delivery.state
  if (delivery.excluded !== null) return delivery.excluded
  if (commitment.target === null) return 'no_target'
  if (delivery.measure !== commitment.target.measure) return 'other_measure'
  if (delivery.reported === null) return 'no_value'
  return null
}

/** The sum of what was reported here in the measure of the target, act by act. */
export function reportedHere(commitment: Commitment): number {
  return commitment.deliveries
    .filter(delivery => delivery.origin !== 'imported' && ownReason(delivery, commitment) === null)
    .reduce((sum, { reported }) => addQuantities(sum, reported ?? 0), 0)
}

/** The running total that an imported report states last; 0 where there is none. */
export const runningTotal = (commitment: Commitment): number => latestRunningTotal(commitment)?.reported ?? 0

function latestRunningTotal(commitment: Commitment): Delivery | null {
  let latest: Delivery | null = null
  for (const delivery of commitment.deliveries) {
    if (delivery.origin !== 'imported' || ownReason(delivery, commitment) !== null) continue
    if (latest === null || isNotOlder(delivery, latest)) latest = delivery
  }
  return latest
}

function isNotOlder(one: Delivery, other: Delivery): boolean {
  const [day, otherDay] = [one.asOf ?? '', other.asOf ?? '']
  return day === otherDay ? (one.reported ?? 0) >= (other.reported ?? 0) : day > otherDay
}
