import type { IsoDate } from './iso-date.ts'

/** Days since 1970-01-01 in the Gregorian calendar, negative before it. Whole days, no zone, no clock. */
export function dayNumber(day: IsoDate): number {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  // Years that begin in March put the leap day last, so that months have a fixed pattern of lengths.
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + date - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

/** Days from one day to another; negative when `to` lies before `from`, zero on the same day. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return dayNumber(to) - dayNumber(from)
}
