/**
 * Why an instance is not run, in the order in which the contract reports them: of several faults the first counts.
 * Source: docs/allocation-instance.md, "Order".
 */
export const refusalCodes = [
  'INVALID_INSTANCE',
  'SIZE_NOT_ONE',
  'COUPLE',
  'DUPLICATE_CHOICE',
  'NON_TOTAL_PRIORITY',
  'FLOORS_EXCEED_CAPACITY',
  'CAPS_NOT_A_TREE',
  'NO_GUARANTEE',
  'ENVELOPES_EXCEED_BUDGET',
] as const

export type RefusalCode = (typeof refusalCodes)[number]

/** Parameters for the sentence in `locales`: what rule, where, which id. Never English. */
export type RefusalDetail = Readonly<Record<string, string | number>>

export type Refusal = { ok: false; error: RefusalCode; detail: RefusalDetail }

/**
 * Carries a refusal out of nested reading. It never leaves `readInstance`, which answers with the plain value.
 */
export class Refused extends Error {
  readonly refusal: Refusal
  constructor(error: RefusalCode, detail: RefusalDetail) {
    super(error)
    this.refusal = { ok: false, error, detail }
  }
}

/** Ends the reading with a refusal. */
export function refuse(error: RefusalCode, detail: RefusalDetail): never {
  throw new Refused(error, detail)
}

/** Ends the reading: the instance is not well formed. `what` is a key of `locales/en/allocation.json`. */
export function invalid(where: string, what: string): never {
  throw new Refused('INVALID_INSTANCE', { where, what })
}
