import { expect, test } from 'vitest'
import { revisedValue, revisionEntries } from '#app/domain/commitments/revised-value.ts'

const words = (text: string) => ({ text, lang: 'fr' })

test.each([
  [
    'target',
    'at_least 200 enseignants de là-bas',
    { is: 'target', qualifier: 'at_least', value: 200, words: words('enseignants de là-bas') },
  ],
  ['amount', '50000 EUR', { is: 'money', money: { minor: 50000, currency: 'EUR' } }],
  ['amount', '50000 EUR year', { is: 'money', money: { minor: 50000, currency: 'EUR', per: 'year' } }],
  ['period', '2026-01-01 2026-12-31', { is: 'period', from: '2026-01-01', to: '2026-12-31' }],
  ['deadline', '2026-01-01', { is: 'day', day: '2026-01-01' }],
  ['announced_on', '2026-01-01', { is: 'day', day: '2026-01-01' }],
  ['formalisation', 'signed', { is: 'formalisation', code: 'signed' }],
  ['milestone', '2026-01-01 12.5', { is: 'milestone', day: '2026-01-01', value: 12.5 }],
  ['place', 'KE', { is: 'place', code: 'KE' }],
  ['title', '2026-01-01 est un jour', { is: 'words', words: words('2026-01-01 est un jour') }],
  ['formalisation', 'perdu', { is: 'words', words: words('perdu') }],
  ['target', '', { is: 'nothing' }],
])('%s “%s” is read back', (field, text, value) => {
  expect(revisedValue(field, words(text))).toEqual(value)
})

const revision = (field: string, before: string, after: string, reason = 'Pourquoi') => ({
  on: '2026-11-26' as const,
  field,
  before: words(before),
  after: words(after),
  reason: words(reason),
})

test('places that come and go for one reason are one entry; wording, and another reason, stay apart', () => {
  const entries = revisionEntries([
    revision('place', 'KE', ''),
    revision('title', 'A', 'B'),
    revision('place', '', 'UG'),
    revision('title', 'B', 'C'),
    revision('place', '', 'NG', 'Autre chose'),
  ])
  expect(entries.map(({ field, before, after }) => [field, before.length, after.length])).toEqual([
    ['place', 1, 1],
    ['title', 1, 1],
    ['title', 1, 1],
    ['place', 0, 1],
  ])
})

test('milestones of one change stand by their days', () => {
  const [entry] = revisionEntries([
    revision('milestone', '2028-01-01 100', ''),
    revision('milestone', '2027-01-01 50', '2027-01-01 60'),
  ])
  expect(entry?.before).toMatchObject([{ day: '2027-01-01' }, { day: '2028-01-01' }])
})
