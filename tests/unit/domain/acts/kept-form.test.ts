import fc from 'fast-check'
import { expect, test } from 'vitest'
import { keepForm, typedIn } from '#app/domain/acts/kept-form.ts'

const key = '4b1f3a30-0000-4000-8000-000000000000'

test('everything that was sent is kept in its order, also a name that stands twice and an empty answer', () => {
  const sent: [string, string][] = [
    ['act_key', key],
    ['topic', 'ai'],
    ['topic', 'labs'],
    ['note', ''],
    ['intent', 'save_draft'],
  ]
  const { action, fields } = keepForm('/en/my/o-1/needs/new?from=x', sent)
  expect(action).toBe('/en/my/o-1/needs/new?from=x')
  expect(fields.map(({ name, value }) => [name, value])).toEqual(sent)
})

test('passwords and codes are kept nowhere, only that they are to be typed again', () => {
  const kept = keepForm('/en/sign-in', [
    ['mail', 'a@example.org'],
    ['given', 'river copper'],
    ['code', '123456'],
  ])
  expect(kept.secrets).toEqual(['given', 'code'])
  expect(JSON.stringify(kept)).not.toMatch(/river|123456/)
})

test('of a file its name is kept, of a field without a file nothing', () => {
  const kept = keepForm('/', [
    ['evidence', { name: 'list.pdf', size: 9 }],
    ['photo', { name: '', size: 0 }],
  ])
  expect(kept.files).toEqual([{ name: 'evidence', fileName: 'list.pdf' }])
  expect(kept.fields).toEqual([])
})

test('what is shown is what a person gave: no key, no version, no button', () => {
  const kept = keepForm('/', [
    ['act_key', key],
    ['version', '3'],
    ['award', key],
    ['secret', 'JBSWY3DP'],
    ['text', 'two\r\nlines'],
    ['empty', '  '],
    ['topics', 'ai'],
    ['topics', 'labs'],
  ])
  expect([...typedIn(kept)]).toEqual([
    ['text', ['two\r\nlines']],
    ['topics', ['ai', 'labs']],
  ])
})

test('no word that is no secret is lost, whatever the fields are called', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.string(), fc.string())), sent => {
      const { fields, secrets } = keepForm('/', sent)
      expect(fields.length + secrets.length).toBe(sent.length)
      for (const { name, value } of fields) expect(sent).toContainEqual([name, value])
    }),
  )
})
