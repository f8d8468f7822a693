import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isName } from '#app/domain/allocation/reading/names.ts'
import { compareUtf8, compareUtf16 } from '#app/domain/allocation/reading/utf8-order.ts'

const script = '𝒜'

test.each([
  'a',
  ' ',
  '~',
  '__proto__',
  '\u00a0',
  'ÿ',
  'é',
  'اسم',
  'a\u200db',
  '\ufeff',
  'a'.repeat(64),
  'é'.repeat(64),
  script.repeat(64),
  `${'a'.repeat(63)}${script}`,
])('%j is a name', name => {
  expect(isName(name)).toBe(true)
})

test.each([
  '',
  '|',
  'a|b',
  'é|',
  '\u0000',
  'a\u001f',
  'a\u007f',
  '\u0080',
  'é\u009f',
  'é\n',
  'e\u0301',
  'a\ud800',
  '\udc00b',
  'a'.repeat(65),
  'é'.repeat(65),
  script.repeat(65),
  `${script.repeat(64)}a`,
  `${'a'.repeat(64)}${script}`,
  'a'.repeat(129),
  7,
  null,
  true,
  ['a'],
])('%j is no name', name => {
  expect(isName(name)).toBe(false)
})

const sign = (n: number) => Math.sign(n)

test('ids go by UTF-8 bytes and keys by UTF-16 units, whatever they begin with', () => {
  const letters = fc.constantFrom('a', 'b', 'é', '\ud7ff', '\ue000', '\uffff', script, '\u{10ffff}')
  const word = fc.array(letters, { maxLength: 4 }).map(parts => parts.join(''))
  fc.assert(
    fc.property(word, word, (a, b) => {
      expect(sign(compareUtf8(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)))
      const units = (text: string) => Buffer.from(text, 'utf16le').swap16()
      expect(sign(compareUtf16(a, b))).toBe(Buffer.compare(units(a), units(b)))
    }),
    { seed: 20_250_601, numRuns: 2_000 },
  )
})
