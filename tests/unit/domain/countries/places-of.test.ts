import { expect, test } from 'vitest'
import type { Country } from '#app/domain/countries/country.ts'
import { placesOf, unsettledPlacesOf } from '#app/domain/countries/places-of.ts'
import { reachOf } from '#app/domain/countries/reach-of.ts'

const makeCountry = (overrides: Partial<Country> = {}): Country => ({
  iso2: 'TL',
  iso3: 'TLS',
  m49: '626',
  regions: ['south_eastern_asia', 'asia'],
  memberships: [
    { group: 'asean', from: '2025-10-26', to: null, certainty: 'stated', source: 'https://example.org/' },
    { group: 'sids', from: null, to: null, certainty: 'stated', source: 'https://example.org/' },
  ],
  incomeGroup: 'LMC',
  isUnMember: true,
  names: { en: 'Timor-Leste' },
  ...overrides,
})

test('a membership holds from its first day on', () => {
  expect(placesOf(makeCountry(), '2025-10-25')).toEqual(['south_eastern_asia', 'asia', 'sids', 'world'])
  expect(placesOf(makeCountry(), '2025-10-26')).toEqual(['south_eastern_asia', 'asia', 'asean', 'sids', 'world'])
})

test('a stated end is the first day without, an announced one ends nothing and is unsettled', () => {
  const end = (certainty: 'stated' | 'announced') =>
    makeCountry({
      memberships: [{ group: 'ldc', from: null, to: '2026-11-24', certainty, source: 'https://example.org/' }],
    })
  expect(placesOf(end('stated'), '2026-11-23')).toContain('ldc')
  expect(placesOf(end('stated'), '2026-11-24')).not.toContain('ldc')
  expect(placesOf(end('announced'), '2026-11-24')).toContain('ldc')
  expect(unsettledPlacesOf(end('announced'), '2026-11-23')).toEqual([])
  expect(unsettledPlacesOf(end('announced'), '2026-11-24')).toEqual(['ldc'])
})

test('a member that left and came back is named once', () => {
  const back = makeCountry({
    memberships: [
      {
        group: 'commonwealth',
        from: '1965-02-18',
        to: '2013-10-03',
        certainty: 'stated',
        source: 'https://example.org/',
      },
      { group: 'commonwealth', from: '2018-02-08', to: null, certainty: 'stated', source: 'https://example.org/' },
    ],
  })
  expect(placesOf(back, '2015-01-01')).not.toContain('commonwealth')
  expect(placesOf(back, '2026-01-01').filter(code => code === 'commonwealth')).toEqual(['commonwealth'])
})

test('a list of places reaches by name first, then by the narrowest place, and an empty one reaches nobody', () => {
  const country = makeCountry()
  const at = '2026-11-24'
  expect(reachOf({ countries: ['TL'], regions: ['asia'] }, country, at)).toEqual({ by: 'country' })
  expect(reachOf({ countries: [], regions: ['world', 'asia'] }, country, at)).toEqual({ by: 'place', place: 'asia' })
  expect(reachOf({ countries: [], regions: ['world'] }, country, at)).toEqual({ by: 'place', place: 'world' })
  expect(reachOf({ countries: ['FJ'], regions: ['africa'] }, country, at)).toBeNull()
  expect(reachOf({ countries: [], regions: [] }, country, at)).toBeNull()
})
