import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { isWholeNumber, readJsonText } from '#app/domain/allocation/reading/json-text.ts'
import { JsonCounts, JsonMembers, JsonStrings, type JsonValue } from '#app/domain/allocation/reading/json-value.ts'

vi.setConfig({ testTimeout: 60_000 })

/** As JSON.parse gives it; a later key replaces an earlier one. */
function plain(value: JsonValue): unknown {
  if (Array.isArray(value)) return value.map(plain)
  if (value instanceof JsonStrings) return value.toList()
  if (value instanceof JsonCounts) return plain(value.toMembers())
  if (!(value instanceof JsonMembers)) return value
  return Object.fromEntries(value.keys.map((key, i) => [key, plain(value.values[i] as JsonValue)]))
}

function parsed(text: string): unknown {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return null
  }
}

const ours = (text: string) => {
  const read = readJsonText(text)
  return read && { value: plain(read.value) }
}

test('every text of whole numbers is read as JSON.parse reads it, with any white space', () => {
  const wholes = fc.letrec(tie => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.integer(),
      fc.string({ unit: 'binary' }),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(
        fc.string().filter(key => key !== '__proto__'),
        tie('value'),
        { maxKeys: 4 },
      ),
    ),
  })).value
  fc.assert(
    fc.property(wholes, fc.constantFrom('', ' ', '\n\t', '\r'), (value, space) => {
      const text = space + JSON.stringify(value, null, space) + space
      expect(ours(text)).toEqual(parsed(text))
    }),
    { seed: 1, numRuns: 1_000 },
  )
})

test('a text with a character put in, taken out or changed is JSON for both or for neither', () => {
  const text = '{"a\\u0041\\n":[1,-20,{"b":true,"c":null},""],"d":false,"e":[]}'
  fc.assert(
    fc.property(
      fc.nat(text.length),
      fc.nat(1),
      fc.constantFrom(...'", :[]{}0e1-+.\\utn\n\u0001\u00a0\ufeff', ''),
      (at, cut, put) => {
        const bent = text.slice(0, at) + put + text.slice(at + cut)
        const expected = parsed(bent)
        const isFraction = expected !== null && /[.eE]/.test(bent.replaceAll(/"(?:[^"\\]|\\.)*"|true|false/g, ''))
        if (!isFraction) expect(ours(bent), bent).toEqual(expected)
      },
    ),
    { seed: 2, numRuns: 6_000 },
  )
})

test.each([
  '1.5',
  '15e-1',
  '1e-400',
  '5.00000000000000000001',
  '01',
  '-01',
  '1.',
  '.5',
  '1e',
  '+1',
  '--1',
  '1-1',
  '-',
  '1_0',
])('%s is no whole number', token => {
  expect(isWholeNumber(token)).toBe(false)
  expect(readJsonText(`[${token}]`)).toBeNull()
})

test.each([
  ['1.0', 1],
  ['15e1', 150],
  ['1.50E+1', 15],
  ['-0', -0],
  ['0.0e-9', 0],
  ['100e-2', 1],
  ['12345678901234567890', Number('12345678901234567890')],
])('%s is the whole number %d', (token, value) => {
  expect(isWholeNumber(token)).toBe(true)
  expect(readJsonText(token)).toEqual({ value })
  expect(readJsonText(`[${token}]`)).toEqual({ value: [value] })
})

test('a key that stands twice stays visible, and nesting ends before the stack does', () => {
  const { value } = readJsonText('{"a":1,"a":2}') ?? {}
  expect((value as JsonCounts).toMembers()).toEqual(new JsonMembers(['a', 'a'], [1, 2]))
  expect(readJsonText('['.repeat(64) + ']'.repeat(64))).not.toBeNull()
  expect(readJsonText('['.repeat(65) + ']'.repeat(65))).toBeNull()
  expect(readJsonText('['.repeat(1_000_000))).toBeNull()
})

test('objects of one shape share their list of keys, and no other', () => {
  const { value } = readJsonText('[{"a":[],"b":""},{"a":"x","b":1},{"b":"","a":[]},{"a":[]},{"c":"","b":""}]') ?? {}
  const rows = value as JsonMembers[]
  expect(rows.map(({ keys }) => keys.join())).toEqual(['a,b', 'a,b', 'b,a', 'a', 'c,b'])
  expect(rows[1]?.keys).toBe(rows[0]?.keys)
})
