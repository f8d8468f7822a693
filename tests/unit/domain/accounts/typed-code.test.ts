import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plainDigits, readRecoveryCode, recoveryCode } from '#app/domain/accounts/typed-code.ts'

test('a code is read in the digits of any of our readers, with the spaces that people and mails put in', () => {
  for (const typed of [
    '123456',
    ' 123 456 ',
    '123-456',
    '١٢٣٤٥٦',
    '۱۲۳ ۴۵۶',
    '१२३४५६',
    '১২৩৪৫৬',
    '１２３４５６',
    '\u200e123456',
  ])
    expect(plainDigits(typed)).toBe('123456')
  expect(plainDigits('12a')).toBe('12a')
})

test('a recovery code is read as it was written down', () => {
  expect(readRecoveryCode('ab0de 1234z')).toBe('AB0DE1234Z')
  expect(readRecoveryCode('abOde-I2L4z')).toBe('AB0DE1214Z')
  for (const none of ['', 'AB0DE1234', 'AB0DE1234ZZ', 'AB0DE1234U', 'ab*de1234z'])
    expect(readRecoveryCode(none)).toBeNull()
})

test('every code that is made can be read back, and every symbol is as likely as any other', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 10, maxLength: 10 }), bytes => {
      const code = recoveryCode(bytes)
      expect(readRecoveryCode(code)).toBe(code)
      expect(readRecoveryCode(`${code.slice(0, 5).toLowerCase()} ${code.slice(5)}`)).toBe(code)
    }),
  )
  const counts = new Map<string, number>()
  for (let byte = 0; byte < 256; byte++) {
    const symbol = recoveryCode(new Uint8Array(10).fill(byte)).charAt(0)
    counts.set(symbol, (counts.get(symbol) ?? 0) + 1)
  }
  expect([...new Set(counts.values())]).toEqual([8])
  expect(() => recoveryCode(new Uint8Array(9))).toThrow()
})
