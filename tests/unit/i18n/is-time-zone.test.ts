import { expect, test } from 'vitest'
import { isTimeZone } from '#app/i18n/is-time-zone.ts'

test('a zone has a name', () => {
  expect(isTimeZone('Africa/Dakar')).toBe(true)
  expect(isTimeZone('UTC')).toBe(true)
  expect(isTimeZone('Dakar')).toBe(false)
  expect(isTimeZone('+01:00')).toBe(false)
  expect(isTimeZone('')).toBe(false)
})
