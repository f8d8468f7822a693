import type { Commitment, Delivery, NotCounted } from './commitment.ts'

/**
 * Why a report stays out of the figure of its commitment; null when it is in. It is in only in the measure of the
 * target, with a value, about this programme and after the promise. Imported reports state running totals, so of
 * several in the measure the latest one speaks, and the others are superseded; without a day a report is older than
 * any with one, and of equals the larger and then the later in the list speaks.
 * Source: docs/how-figures-are-made.md, quantities.
 */
export function whyNotCounted(delivery: Delivery, commitment: Commitment): NotCounted | null {
  const own = ownReason(delivery, commitment)
  if (own !== null || delivery.origin !== 'imported') return own
  return latestRunningTotal(commitment)?.id === delivery.id ? null : 'superseded'
}

/** Whether a report enters the reported quantity of its commitment. */
export function isCounted(delivery: Delivery, commitment: Commitment): boolean {
  return whyNotCounted(delivery, commitment) === null
}

function ownReason(delivery: Delivery, commitment: Commitment): NotCounted | null {
  if (delivery.excluded !== null) return delivery.excluded
  if (commitment.target === null) return 'no_target'
  if (delivery.measure !== commitment.target.measure) return 'other_measure'
  if (delivery.reported === null) return 'no_value'
  return null
}

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
