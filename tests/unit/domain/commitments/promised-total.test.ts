import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayNumber } from '#app/domain/calendar/day-number.ts'
import type { IsoDate } from '#app/domain/calendar/iso-date.ts'
import { promisedTotal, wholeYears } from '#app/domain/commitments/promised-total.ts'
import { makeTarget } from './make-commitment.ts'

test.each([
  ['2026-01-01', '2026-12-31', 1],
  ['2026-01-01', '2030-12-31', 5],
  ['2026-07-01', '2028-06-30', 2],
  ['2027-03-01', '2028-02-29', 1],
  ['2028-02-29', '2029-02-27', 1],
  ['2028-02-29', '2032-02-28', 4],
  ['2026-01-01', '2027-01-01', null],
  ['2026-01-01', '2026-12-30', null],
  ['2026-01-01', '2025-12-31', null],
  ['2026-07-01', '2026-12-31', null],
] as const)('%s to %s: whole years %s', (from, to, years) => {
  expect(wholeYears({ from, to })).toBe(years)
})

test('a year more is a year more, whatever the day', () => {
  const day = fc.record({ year: fc.integer({ min: 1990, max: 2100 }), month: fc.integer({ min: 1, max: 12 }) })
  fc.assert(
    fc.property(day, fc.integer({ min: 1, max: 50 }), ({ year, month }, years) => {
      const from = `${year}-${String(month).padStart(2, '0')}-01` as IsoDate
      const after = `${year + years}${from.slice(4)}` as IsoDate
      const to = new Date((dayNumber(after) - 1) * 86_400_000).toISOString().slice(0, 10) as IsoDate
      expect(wholeYears({ from, to })).toBe(years)
    }),
  )
})

test('a total is its number; a rate has a total only with beginning and end', () => {
  const rate = makeTarget({ measure: 'usd_per_year', nature: 'rate', value: 50 })
  expect(promisedTotal(makeTarget({ value: 50 }))).toBe(50)
  expect(promisedTotal(rate)).toBeNull()
  expect(promisedTotal({ ...rate, period: { from: '2026-01-01', to: '2028-12-31' } })).toBe(150)
  expect(promisedTotal({ ...rate, period: { from: '2026-01-01', to: '2028-06-30' } })).toBeNull()
})
