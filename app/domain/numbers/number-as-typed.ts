/**
 * A number as a form shows it for changing, so that `typedNumber` reads the same number back: a point and exactly three
 * digits would be read as thousands, so such a number gets a nought more.
 */
export function numberAsTyped(value: number): string {
  const text = String(value)
  return /\.\d{3}$/.test(text) ? `${text}0` : text
}
