import { dayNumber } from '../calendar/day-number.ts'
import { type IsoDate, isIsoDate } from '../calendar/iso-date.ts'
import type { Target } from './commitment.ts'

/**
 * What a promise comes to, in its measure: its number, or for a rate per year that number times the years between its
 * stated first and last day. Null for a rate without them, or where they make no whole years. Source: design, (h).
 */
export function promisedTotal({ nature, value, period }: Target): number | null {
  if (nature === 'stock') return value
  const years = period === null ? null : wholeYears(period)
  return years === null ? null : value * years
}

/** Years from a first to a last day, both included; null where they are not whole. 2026-01-01 to 2026-12-31 is one. */
export function wholeYears({ from, to }: { from: IsoDate; to: IsoDate }): number | null {
  const year = Number(from.slice(0, 4))
  const most = Number(to.slice(0, 4)) - year + 1
  return [most - 1, most].find(years => years > 0 && dayNumber(to) + 1 === dayNumber(yearsLater(from, years))) ?? null
}

/** The same day of a later year; of 29 February, 28 February where there is no other. */
function yearsLater(day: IsoDate, years: number): IsoDate {
  const later = `${String(Number(day.slice(0, 4)) + years).padStart(4, '0')}${day.slice(4)}`
  return isIsoDate(later) ? later : (`${later.slice(0, 4)}-02-28` as IsoDate)
}
