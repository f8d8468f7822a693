import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayNumber, daysBetween } from '#app/domain/calendar/day-number.ts'
import { type IsoDate, isIsoDate } from '#app/domain/calendar/iso-date.ts'

test('days are counted from the first of January 1970', () => {
  expect(dayNumber('1970-01-01')).toBe(0)
  expect(dayNumber('1970-01-02')).toBe(1)
  expect(dayNumber('1969-12-31')).toBe(-1)
  expect(dayNumber('2000-02-29')).toBe(11_016)
})

test('a leap day lies between February and March', () => {
  expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2)
  expect(daysBetween('2025-02-28', '2025-03-01')).toBe(1)
  expect(daysBetween('2025-03-01', '2025-02-28')).toBe(-1)
})

test('the count agrees with the calendar of the platform for every day of four centuries', () => {
  const days = fc.date({
    min: new Date('1800-01-01T00:00:00Z'),
    max: new Date('2200-12-31T00:00:00Z'),
    noInvalidDate: true,
  })
  fc.assert(
    fc.property(days, date => {
      const day = date.toISOString().slice(0, 10)
      expect(isIsoDate(day)).toBe(true)
      expect(dayNumber(day as IsoDate)).toBe(Math.floor(date.getTime() / 86_400_000))
    }),
  )
})
