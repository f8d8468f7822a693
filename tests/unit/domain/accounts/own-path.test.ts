import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ownPath } from '#app/domain/accounts/own-path.ts'

test('a plain path with its query is kept as it is', () => {
  for (const path of ['/en', '/ar/settings/sessions?done=ended', '/fr/fits?org=a&kind=b#c', '/en/offers/O05'])
    expect(ownPath(path)).toBe(path)
})

test('what leads elsewhere, or might, is not taken', () => {
  const hostile = ['//e.example', '/\\e.example', 'https://e.example', '/\t/e.example', '/en/../..//e.example', '/', '']
  for (const path of [...hostile, '/en\r\nX: y', '/@e.example', '/%2f/e.example', `/${'a'.repeat(1000)}`, '/en/٣'])
    expect(ownPath(path), path).toBeNull()
  expect(ownPath(null)).toBeNull()
})

test('whatever is taken stays on the site that reads it, as browsers read addresses', () => {
  const part = fc.constantFrom(
    '/',
    '\\',
    '.',
    '..',
    '//',
    'en',
    '@',
    ':',
    '?',
    '#',
    '%2f',
    '%5c',
    '\t',
    '\n',
    'e.example',
    ' ',
  )
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), fc.string(), (parts, tail) => {
      const taken = ownPath(`/${parts.join('')}${tail}`)
      if (taken !== null) expect(new URL(taken, 'https://imarika.example').origin).toBe('https://imarika.example')
    }),
    { numRuns: 2000 },
  )
})
