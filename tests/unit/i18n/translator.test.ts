import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { TextKey } from '#app/i18n/keys.ts'
import { findLanguage, type Language, languages } from '#app/i18n/languages.ts'
import { translatorFor } from '#app/i18n/translator.ts'

const inLanguage = (code: string) => translatorFor(findLanguage(code) as Language)

test('a missing text is an error, never a key on a page', () => {
  expect(() => inLanguage('en')('common:nowhere' as TextKey)).toThrow('No text for nowhere in en')
})

test('one language never borrows from another', () => {
  for (const { code } of languages) expect(() => inLanguage(code)('nowhere:skip' as TextKey)).toThrow()
})

test('a text with a key in dots is one key', () => {
  expect(inLanguage('en')('common:nav.offers')).toBe('Offers')
})

test('the number chooses the form, in each of the six Arabic ones', () => {
  const t = inLanguage('ar')
  const forms = [0, 1, 2, 3, 11, 100].map(count => t('home:promises', { count, n: String(count) }))
  const file = JSON.parse(readFileSync('locales/ar/home.json', 'utf8')) as Record<string, string>
  const expected = ['zero', 'one', 'two', 'few', 'many', 'other'].map(form => file[`promises_${form}`] ?? '')
  expect(forms).toEqual(expected.map((text, index) => text.replace('{{n}}', String([0, 1, 2, 3, 11, 100][index]))))
})

test('what is put in is not escaped twice, and is never read as a text of its own', () => {
  const t = inLanguage('en')
  expect(t('common:source-read', { publisher: 'A & B <c>', date: '1' })).toContain('A & B <c>')
  expect(t('common:source-read', { publisher: '$t(common:skip)', date: '1' })).toContain('$t(common:skip)')
  expect(t('common:source-read', { publisher: '{{date}}', date: '7' })).toContain('{{date}}')
})

test('every text of every language can be asked for', () => {
  for (const { code } of languages) {
    const t = inLanguage(code)
    for (const file of readdirSync(`locales/${code}`).filter(name => !name.startsWith('_'))) {
      const texts = JSON.parse(readFileSync(`locales/${code}/${file}`, 'utf8')) as Record<string, string>
      for (const [key, text] of Object.entries(texts))
        expect(t(`${file.replace('.json', '')}:${key}` as TextKey), `${code} ${file} ${key}`).toBe(text)
    }
  }
})
