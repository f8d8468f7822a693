import { addQuantities } from '../numbers/add-quantities.ts'
import type { Commitment } from './commitment.ts'
import { isCounted, isEvidence } from './is-counted.ts'

/** Four quantities in one measure: whole units of it (currency units for money, per year for a rate). */
export type Quantities = {
  measure: string
  promised: number
  reported: number
  confirmed: number
  verified: number
}

/**
 * The four quantities of a commitment, all in the measure of its target; null without a target number.
 * Reported 0 says only that no report in this measure is on record. Confirmed and verified are those of the reports
 * that count. Reports of parts are not in it: `measureTotals` rolls them up.
 * Source: docs/how-figures-are-made.md, quantities.
 */
export function quantities(commitment: Commitment): Quantities | null {
  const { target } = commitment
  if (target === null) return null
  const sum: Quantities = { measure: target.measure, promised: target.value, reported: 0, confirmed: 0, verified: 0 }
  for (const delivery of commitment.deliveries) {
    if (isCounted(delivery, commitment)) sum.reported = addQuantities(sum.reported, delivery.reported ?? 0)
    if (!isEvidence(delivery, commitment)) continue
    sum.confirmed = addQuantities(sum.confirmed, delivery.confirmed)
    sum.verified = addQuantities(sum.verified, delivery.verified)
  }
  return sum
}
