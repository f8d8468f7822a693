/** The checks in the order in which they are made; a refusal carries the name of one of them. */
export const CHECKS = [
  'format',
  'previous',
  'seed',
  'tickets',
  'inputHash',
  'resultHash',
  'capacity',
  'acceptable',
  'caps',
  'floors',
  'blocking-pair',
  'non-wasteful',
  'not-unit-optimal',
  'call-order',
  'funding-balance',
  'equal-shares-step',
  'equal-shares-payments',
  'reasons',
] as const

export type CheckName = (typeof CHECKS)[number]

/** A check that failed, with the place in the record where it shows. */
export class Broken extends Error {
  readonly check: CheckName
  readonly at: unknown
  constructor(check: CheckName, at: unknown) {
    super(check)
    this.check = check
    this.at = at
  }
}
