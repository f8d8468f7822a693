import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nameOfKey, seal, unseal } from '#app/platform/sealed-box.server.ts'

const key = randomBytes(32)

test('what was sealed is opened with the same key and label alone', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), text => {
      expect(unseal(key, 'a', seal(key, 'a', text))).toBe(text)
    }),
  )
  const box = seal(key, 'a', 'مؤسسة')
  expect(unseal(randomBytes(32), 'a', box)).toBeNull()
  expect(unseal(key, 'b', box)).toBeNull()
  expect(unseal(key, 'a', '')).toBeNull()
})

test('a box of which any byte was changed stays shut', () => {
  const box = Buffer.from(seal(key, 'a', 'words'), 'base64')
  for (let at = 0; at < box.length; at += 1) {
    const changed = Buffer.from(box)
    changed[at] = (changed[at] ?? 0) ^ 1
    expect(unseal(key, 'a', changed.toString('base64'))).toBeNull()
  }
})

test('the same words are sealed anew each time, and the name of a key tells nothing of it', () => {
  expect(seal(key, 'a', 'words')).not.toBe(seal(key, 'a', 'words'))
  expect(nameOfKey(key)).toMatch(/^[0-9a-f]{64}$/)
  expect(nameOfKey(key)).not.toBe(key.toString('hex'))
  expect(nameOfKey(key)).toBe(nameOfKey(Buffer.from(key)))
})
