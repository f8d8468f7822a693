/** A calendar day, `YYYY-MM-DD`, Gregorian, without a zone. Days compare correctly as text. */
export type IsoDate = `${number}-${number}-${number}`

const pattern = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/

/** True for a day that exists: 2025-02-29 is none. */
export function isIsoDate(text: string): text is IsoDate {
  if (!pattern.test(text)) return false
  const [year, month, day] = text.split('-').map(Number) as [number, number, number]
  return day <= daysInMonth(year, month)
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}
