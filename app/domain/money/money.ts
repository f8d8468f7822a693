import type { Money } from '../commitments/commitment.ts'

/** Digits after the point where ISO 4217 has not two: the others of the currencies that records here may name. */
export const otherExponents: Record<string, number> = {
  BHD: 3,
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  IQD: 3,
  ISK: 0,
  JOD: 3,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  PYG: 0,
  RWF: 0,
  TND: 3,
  UGX: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
}

/** Digits after the decimal point of a currency: 2 for USD, 0 for JPY, 3 for KWD. Source: ISO 4217. */
export function currencyExponent(currency: string): number {
  return otherExponents[currency] ?? 2
}

/** Whole and part units to the smallest unit; null where the value does not fit it exactly (a tenth of a cent). */
export function toMinor(value: number, currency: string): number | null {
  const minor = Math.round(value * 10 ** currencyExponent(currency))
  return Number.isSafeInteger(minor) && minor / 10 ** currencyExponent(currency) === value ? minor : null
}

/** The amount in whole units, for display: 12.5 for 1,250 US cents. Zero stays zero. */
export function toUnits(money: Money): number {
  return money.minor / 10 ** currencyExponent(money.currency)
}
