import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { IsoDate } from '#app/domain/calendar/iso-date.ts'
import { formatFor } from '#app/i18n/format.ts'
import { findLanguage, type Language, languages } from '#app/i18n/languages.ts'

const inLanguage = (code: string) => formatFor(findLanguage(code) as Language)
const day = (text: string) => text as IsoDate

test('zero is a number like any other', () => {
  for (const { code } of languages) {
    expect(inLanguage(code).number(0)).toBe('0')
    expect(inLanguage(code).money({ minor: 0, currency: 'USD' })).toMatch(/0/)
  }
})

test('a day always shows its year of the common calendar, in every language', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true }),
      fc.constantFrom(...languages),
      (date, language) => {
        const iso = date.toISOString().slice(0, 10)
        expect(formatFor(language).day(day(iso))).toContain(iso.slice(0, 4))
      },
    ),
  )
})

test('a day is that day, wherever the server stands', () => {
  expect(inLanguage('en').day(day('2026-11-24'))).toMatch(/24 November 2026|November 24, 2026/)
  expect(inLanguage('fr').day(day('2026-11-01'))).toBe('1er novembre 2026')
})

test('a moment names its zone', () => {
  for (const { code } of languages) expect(inLanguage(code).moment('2026-11-24T12:30:00Z')).toMatch(/UTC/)
})

test('money keeps its currency by code, and its cents only where there are some', () => {
  const { money } = inLanguage('en')
  expect(money({ minor: 1_000_000_000, currency: 'USD' })).toBe('USD\u00a010,000,000')
  expect(money({ minor: 150, currency: 'CAD' })).toBe('CAD\u00a01.50')
  // The yen has no smaller unit, the dinar has a thousand.
  expect(money({ minor: 500, currency: 'JPY' })).toBe('JPY\u00a0500')
  expect(money({ minor: 1500, currency: 'KWD' })).toBe('KWD\u00a01.500')
})

test('a part of nothing is nothing, not an error', () => {
  expect(inLanguage('en').percent(0, 0)).toBe('0%')
  expect(inLanguage('en').percent(1, 8)).toBe('12.5%')
})

test('digits are the common ones in every language, so that a figure can be compared and searched', () => {
  for (const { code } of languages) expect(inLanguage(code).number(1234).replace(/\D/g, '')).toBe('1234')
})

test('names are ordered as readers of the language order them', () => {
  const sorted = ['Zambia', 'Éthiopie', 'Egypt'].sort(inLanguage('fr').compare)
  expect(sorted).toEqual(['Egypt', 'Éthiopie', 'Zambia'])
})
