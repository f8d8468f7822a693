import type { Commitment } from './commitment.ts'
import { stands } from './is-counted.ts'
import { quantities } from './quantities.ts'

export type Step = 'promised' | 'reported' | 'confirmed' | 'verified'

/**
 * The furthest of the four steps of a commitment. `reported` takes any report on record, whether or not it counts in
 * the promised measure; `confirmed` and `verified` take a counting quantity above 0.
 * Source: docs/how-figures-are-made.md, counts of commitments.
 */
export function stepReached(commitment: Commitment): Step {
  const sum = quantities(commitment)
  if (sum !== null && sum.verified > 0) return 'verified'
  if (sum !== null && sum.confirmed > 0) return 'confirmed'
  return commitment.deliveries.some(stands) ? 'reported' : 'promised'
}
