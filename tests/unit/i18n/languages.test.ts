import fc from 'fast-check'
import { expect, test } from 'vitest'
import { directionOf } from '#app/i18n/direction.ts'
import { findLanguage, languages, negotiateLanguage, offeredLanguages } from '#app/i18n/languages.ts'

test('the languages are the folders of locales/, English first', () => {
  expect(languages.map(({ code }) => code)).toEqual(['en', 'fr', 'ar'])
  expect(findLanguage('ar')).toMatchObject({ name: 'العربية', dir: 'rtl' })
  expect(findLanguage('xx')).toBeUndefined()
  expect(findLanguage(undefined)).toBeUndefined()
})

test('invented languages are not served unless a check asked for them', () => {
  expect(findLanguage('en-XA')).toBeUndefined()
  expect(offeredLanguages).toEqual(languages)
})

test.each([
  ['fr', 'fr'],
  ['ar-EG,ar;q=0.9', 'ar'],
  ['fr-SN, en;q=0.5', 'fr'],
  ['en;q=0.4, fr;q=0.8', 'fr'],
  ['sw, hi;q=0.9', 'en'],
  ['fr;q=0, ar', 'ar'],
  ['*', 'en'],
  ['FR', 'fr'],
  ['', 'en'],
])('who asks for "%s" is given %s', (wish, code) => {
  expect(negotiateLanguage(wish).code).toBe(code)
})

test('any wish, also one that is no wish, gives a language that is offered', () => {
  expect(negotiateLanguage(null).code).toBe('en')
  fc.assert(fc.property(fc.string(), wish => offeredLanguages.includes(negotiateLanguage(wish))))
})

test('a language runs as its script does, whatever the region', () => {
  for (const lang of ['ar', 'ar-EG', 'fa', 'ur-PK', 'he', 'ps']) expect(directionOf(lang), lang).toBe('rtl')
  for (const lang of ['en', 'fr-CA', 'zh', 'sw', 'hi', 'en-XA', 'und']) expect(directionOf(lang), lang).toBe('ltr')
})
