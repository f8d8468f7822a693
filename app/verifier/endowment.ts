/**
 * Every amount in equal shares is (a + c x t) / d for the endowment t. Comparisons are made at one t; `sameUntil` is
 * the largest whole t up to which all of them fall out alike, null if for ever. It lets add1 pass over endowments
 * that change nothing instead of trying each one.
 */
export class Endowment {
  readonly t: bigint
  sameUntil: bigint | null = null

  constructor(t: bigint) {
    this.t = t
  }

  at(a: bigint, c: bigint): bigint {
    return a + c * this.t
  }

  /** The sign of a + c x t: -1, 0 or 1. */
  sign(a: bigint, c: bigint): number {
    const value = a + c * this.t
    if (c !== 0n) {
      if (value === 0n) this.#until(this.t)
      else if (value > 0n && c < 0n) this.#until((a - 1n) / -c)
      else if (value < 0n && c > 0n) this.#until((-a - 1n) / c)
    }
    return value > 0n ? 1 : value < 0n ? -1 : 0
  }

  #until(t: bigint) {
    if (this.sameUntil === null || t < this.sameUntil) this.sameUntil = t
  }
}

/** n/d in lowest terms, whole values without a stroke (rule 3). */
export function fractionText(numerator: bigint, denominator: bigint): string {
  let [a, b] = [numerator, denominator]
  while (b !== 0n) [a, b] = [b, a % b]
  return denominator === a ? String(numerator / a) : `${numerator / a}/${denominator / a}`
}
