import { daysBetween } from '../calendar/day-number.ts'
import type { IsoDate } from '../calendar/iso-date.ts'
import type { Commitment } from './commitment.ts'
import { stands } from './is-counted.ts'
import { promisedTotal } from './promised-total.ts'
import { type Quantities, quantities } from './quantities.ts'

export type Formalisation = Commitment['formalisation']

export type Implementation =
  | 'not_assessed'
  | 'no_number'
  | 'not_started'
  | 'in_progress'
  | 'delivered'
  | 'over_delivered'
  | 'overdue'
  | 'on_track'
  | 'behind'

export type Freshness = 'on_time' | 'due' | 'overdue' | 'never_reported'

export type Verification = 'no_evidence' | 'self_reported' | 'confirmed' | 'verified' | 'disputed'

/** The strongest quantity for which an answer still holds. */
export type Basis = 'reported' | 'confirmed' | 'verified'

export type FourAnswers = {
  /** The day for which the answers hold. */
  at: IsoDate
  formalisation: Formalisation
  implementation: Implementation
  /** Only for `delivered` and `over_delivered`. */
  basis: Basis | null
  freshness: Freshness
  verification: Verification
}

/** A report is `due` in the last 30 days before its day, that day included. */
const dueDays = 30

/** The four answers about a commitment at a stated day. Source: docs/how-figures-are-made.md. */
export function fourAnswers(commitment: Commitment, at: IsoDate): FourAnswers {
  return {
    at,
    formalisation: commitment.formalisation,
    ...implementationOf(commitment, at),
    freshness: freshnessOf(commitment, at),
    verification: verificationOf(commitment),
  }
}

/** The last stated deadline, which decides where sources conflict; null where none is stated. */
export function decidingDeadline(commitment: Commitment): IsoDate | null {
  return commitment.deadlines.reduce<IsoDate | null>(
    (last, { date }) => (last === null || date > last ? date : last),
    null,
  )
}

function implementationOf(
  commitment: Commitment,
  at: IsoDate,
): { implementation: Implementation; basis: Basis | null } {
  const answer = (implementation: Implementation, basis: Basis | null = null) => ({ implementation, basis })
  const { target } = commitment
  const sum = quantities(commitment)
  if (!commitment.verifiability.isVerifiable) return answer('not_assessed')
  if (target === null || sum === null) return answer('no_number')

  const total = promisedTotal(target)
  if (total !== null && sum.reported > total)
    return answer(
      'over_delivered',
      strongest(sum, q => q > total),
    )
  if (total !== null && sum.reported === total)
    return answer(
      'delivered',
      strongest(sum, q => q >= total),
    )

  const deadline = decidingDeadline(commitment)
  // A target "up to n" has no floor: falling short of it is never late.
  if (total !== null && target.qualifier !== 'up_to' && deadline !== null && at > deadline) return answer('overdue')

  const dueByNow = commitment.milestones.filter(({ date }) => date <= at).map(({ value }) => value)
  if (commitment.milestones.length > 0) {
    return answer(sum.reported >= Math.max(0, ...dueByNow) ? 'on_track' : 'behind')
  }
  return answer(sum.reported > 0 ? 'in_progress' : 'not_started')
}

function strongest(sum: Quantities, holds: (quantity: number) => boolean): Basis {
  if (holds(sum.verified)) return 'verified'
  return holds(sum.confirmed) ? 'confirmed' : 'reported'
}

function freshnessOf({ origin, reporting }: Commitment, at: IsoDate): Freshness {
  if (origin === 'imported' || reporting === null) return 'never_reported'
  if (at > reporting.nextDueOn) return reporting.lastOn === null ? 'never_reported' : 'overdue'
  if (daysBetween(at, reporting.nextDueOn) <= dueDays) return 'due'
  return reporting.lastOn === null ? 'never_reported' : 'on_time'
}

function verificationOf(commitment: Commitment): Verification {
  const standing = commitment.deliveries.filter(stands)
  if (standing.length === 0) return 'no_evidence'
  if (standing.some(({ disputed }) => disputed)) return 'disputed'
  if (standing.some(({ verified }) => verified > 0)) return 'verified'
  return standing.some(({ confirmed }) => confirmed > 0) ? 'confirmed' : 'self_reported'
}
