import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isPseudo, pseudoMarks, pseudoText } from '#app/i18n/pseudo.ts'

test('a text is marked at both ends, accented, and its placeholders are untouched', () => {
  const text = pseudoText('Promised by {{who}} in {{year}}')
  expect(text.startsWith(pseudoMarks.start)).toBe(true)
  expect(text.endsWith(pseudoMarks.end)).toBe(true)
  expect(text).toContain('{{who}}')
  expect(text).toContain('{{year}}')
  expect(text.replace(/\{\{[^}]*\}\}/g, '')).not.toMatch(/[A-Za-z]/)
})

test('a text is at least 40 % longer, counted without its placeholders', () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 1 }).filter(text => !/[{}]/.test(text)),
      text => {
        expect(pseudoText(text).length).toBeGreaterThanOrEqual(Math.ceil(text.length * 1.4))
      },
    ),
  )
})

test('only the two invented languages are invented', () => {
  expect(['en-XA', 'ar-XB', 'en', 'ar', 'en-GB'].map(isPseudo)).toEqual([true, true, false, false, false])
})
