import type { Commitment } from './commitment.ts'
import { stands } from './is-counted.ts'
import { quantities } from './quantities.ts'

/** How many commitments, never how much: each is counted once, parts and commitments without a number included. */
export type Counts = { registered: number; reported: number; confirmed: number; verified: number }

/**
 * Counts of commitments: all; with any report on record, whether or not in the promised measure; with something
 * confirmed; with something verified. Source: docs/how-figures-are-made.md, counts of commitments.
 */
export function countsOf(commitments: readonly Commitment[]): Counts {
  const counts: Counts = { registered: 0, reported: 0, confirmed: 0, verified: 0 }
  for (const commitment of commitments) {
    const sum = quantities(commitment)
    counts.registered += 1
    if (commitment.deliveries.some(stands)) counts.reported += 1
    if (sum !== null && sum.confirmed > 0) counts.confirmed += 1
    if (sum !== null && sum.verified > 0) counts.verified += 1
  }
  return counts
}
