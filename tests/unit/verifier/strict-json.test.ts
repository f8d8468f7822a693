import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson, OddNumber, parseStrictJson } from '../../../app/verifier/strict-json.ts'

const plain = (text: string) => JSON.parse(canonicalJson(parseStrictJson(text)))

test('reads whatever JSON.parse reads, to the same value', { timeout: 30_000 }, () => {
  fc.assert(
    fc.property(fc.json({ noUnicodeString: false }), text => {
      // A lone surrogate is no text in UTF-8, so such documents are left out.
      fc.pre(!/\p{Surrogate}/u.test(JSON.stringify(JSON.parse(text)).replaceAll(/\\u[dD][89a-fA-F]/g, '\ud800')))
      expect(plain(text)).toEqual(JSON.parse(text))
    }),
    { numRuns: 200, seed: 7 },
  )
})

test.each([
  '{"a":1,"a":2}',
  '{"a":1,"\\u0061":2}',
  '["\\ud800"]',
  '[1,]',
  '{"a":1,}',
  '[01]',
  '[1.]',
  '[+1]',
  '[.5]',
  '["\n"]',
  '["\\x"]',
  '"open',
  '1 2',
  '\ufeff1',
  'nul',
  '[NaN]',
  `${'['.repeat(200)}${']'.repeat(200)}`,
])('refuses %j', text => {
  expect(() => parseStrictJson(text)).toThrow(SyntaxError)
})

test.each([
  ['1.0', 1],
  ['1e2', 100],
  ['12.50e1', 125],
  ['-0', 0],
  ['0e9999999999', 0],
  ['9007199254740991', 9007199254740991],
])('%s is an integer', (text, value) => {
  expect(parseStrictJson(text)).toBe(value)
})

test.each(['1.5', '1e-1', '9007199254740992', '9007199254740993', '1e400', '1.0000000000000000000001'])(
  '%s is none',
  text => {
    expect(parseStrictJson(text)).toBeInstanceOf(OddNumber)
  },
)

test('keys are sorted by UTF-16 and a key named __proto__ is a key like any other', () => {
  // RFC 8785, section 3.2.3.
  const text = '{"\\u20ac":1,"\\r":2,"\\ufb33":3,"1":4,"\\ud83d\\ude00":5,"\\u0080":6,"\\u00f6":7}'
  expect(canonicalJson(parseStrictJson(text))).toBe('{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}')
  expect(canonicalJson(parseStrictJson('{"__proto__":1,"a":2}'))).toBe('{"__proto__":1,"a":2}')
})
