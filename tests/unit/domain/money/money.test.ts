import fc from 'fast-check'
import { expect, test } from 'vitest'
import { currencyExponent, toMinor, toUnits } from '#app/domain/money/money.ts'

test('a currency has its own smallest unit', () => {
  expect(currencyExponent('USD')).toBe(2)
  expect(currencyExponent('JPY')).toBe(0)
  expect(currencyExponent('KWD')).toBe(3)
})

test('zero stays zero and is not missing', () => {
  expect(toMinor(0, 'USD')).toBe(0)
  expect(toUnits({ minor: 0, currency: 'USD' })).toBe(0)
})

test('what does not fit the smallest unit is refused, never rounded', () => {
  expect(toMinor(12.5, 'USD')).toBe(1_250)
  expect(toMinor(0.001, 'USD')).toBeNull()
  expect(toMinor(0.5, 'JPY')).toBeNull()
  expect(toMinor(1e15, 'USD')).toBeNull()
})

test('there and back is the same amount', () => {
  const currency = fc.constantFrom('USD', 'GBP', 'CAD', 'AED', 'JPY', 'KWD', 'XOF')
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10 ** 12 }), currency, (minor, code) => {
      expect(toMinor(toUnits({ minor, currency: code }), code)).toBe(minor)
    }),
  )
})
