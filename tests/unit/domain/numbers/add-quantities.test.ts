import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addQuantities } from '#app/domain/numbers/add-quantities.ts'

const sumOf = (quantities: readonly number[]) => quantities.reduce(addQuantities, 0)

test('a sum is what one would write by hand', () => {
  expect(0.1 + 0.2).not.toBe(0.3)
  expect(sumOf([0.1, 0.2])).toBe(0.3)
  expect(sumOf([191.57, 0.01, 0])).toBe(191.58)
  expect(sumOf([1_297_018_632.8, 0.01])).toBe(1_297_018_632.81)
  expect(sumOf([0.000001, 0.000002])).toBe(0.000003)
})

test('whatever the order, a sum is that of the whole millionths', () => {
  const millionths = fc.array(fc.integer({ min: 0, max: 100_000_000 }), { maxLength: 30 })
  fc.assert(
    fc.property(millionths, whole => {
      const expected = whole.reduce((sum, each) => sum + each, 0) / 1e6
      const quantities = whole.map(each => each / 1e6)
      expect(sumOf(quantities)).toBe(expected)
      expect(sumOf([...quantities].reverse())).toBe(expected)
    }),
  )
})
