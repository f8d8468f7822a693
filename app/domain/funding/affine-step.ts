/**
 * A quantity of one run of equal shares as a function of the endowment e: (constant + slope x e) / denominator, where the
 * denominator is kept beside it. `value` is the numerator at the run's own endowment, times that endowment's denominator.
 */
export type Affine = { constant: bigint; slope: bigint; value: bigint }

export const zero: Affine = { constant: 0n, slope: 0n, value: 0n }

export const plus = (a: Affine, b: Affine, times: bigint): Affine => ({
  constant: a.constant + b.constant * times,
  slope: a.slope + b.slope * times,
  value: a.value + b.value * times,
})

export const scaled = (a: Affine, by: bigint): Affine => ({
  constant: a.constant * by,
  slope: a.slope * by,
  value: a.value * by,
})

/**
 * How far a whole endowment may grow before a comparison that the run relied on turns out otherwise. Up to there the
 * run would take the same steps, so add1 need not repeat it one unit at a time.
 */
export class Horizon {
  /** The least increase after which a step changes; null while nothing bounds it. */
  steps: bigint | null = null

  /** The comparison `value <= 0` was relied on; it grows by `slope` with each unit of endowment. */
  keepAtMostZero(value: bigint, slope: bigint): void {
    if (slope <= 0n || (this.steps !== null && value + slope * (this.steps - 1n) <= 0n)) return
    this.steps = -value / slope + 1n
  }

  /** The comparison `value < 0` was relied on. */
  keepBelowZero(value: bigint, slope: bigint): void {
    this.keepAtMostZero(value + 1n, slope)
  }
}

export function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b]
  while (y !== 0n) [x, y] = [y, x % y]
  return x
}

/** An exact fraction in lowest terms, whole values without a denominator. Source: docs/allocation-instance.md, rule 3. */
export function fractionText(numerator: bigint, denominator: bigint): string {
  const common = gcd(numerator, denominator)
  const below = denominator / common
  return below === 1n ? (numerator / common).toString() : `${numerator / common}/${below}`
}
