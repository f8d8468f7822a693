import fc from 'fast-check'
import { expect, test } from 'vitest'
import { typedNumber } from '#app/domain/numbers/typed-number.ts'

test.each([
  ['0', 0],
  ['12', 12],
  [' 12 ', 12],
  ['12 000', 12000],
  ['12\u202f000,50', 12000.5],
  ['12,000', 12000],
  ['12.000', 12000],
  ['1,234,567.89', 1234567.89],
  ['1.234.567,89', 1234567.89],
  ['1,5', 1.5],
  ['0.25', 0.25],
  ['0.500', 0.5],
  ['0,001', 0.001],
  ['١٫٢٥٠', 1.25],
  ['١٬٢٠٠٫٥', 1200.5],
  ['١٢٬٠٠٠', 12000],
  ['١٫٥', 1.5],
  ['۱۲', 12],
  ["1'000", 1000],
])('%s is %d', (text, value) => {
  expect(typedNumber(text)).toBe(value)
})

test.each([
  '',
  ' ',
  'a',
  '12a',
  '1,5,0',
  '1.2.3',
  '0.001.000',
  '12,34,567',
  '1234,567.8',
  '-3',
  '1.',
  '.5',
  '1,234.567.8',
  '9'.repeat(20),
])('%s is none', text => {
  expect(typedNumber(text)).toBeNull()
})

test('what Intl writes in English, French and Arabic is read back', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 999_999_999 }), fc.integer({ min: 0, max: 99 }), (whole, cents) => {
      // One division rounds once, as reading the decimal does; 1 + 0.82 is not 1.82.
      const value = (whole * 100 + cents) / 100
      for (const locale of ['en', 'fr', 'ar-EG', 'de']) {
        const text = new Intl.NumberFormat(locale, { maximumFractionDigits: 2, minimumFractionDigits: 2 }).format(value)
        expect(typedNumber(text), `${locale} ${text}`).toBe(value)
      }
    }),
  )
})
