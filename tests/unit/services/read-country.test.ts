import { expect, test } from 'vitest'
import type { Country } from '#app/domain/countries/country.ts'
import { filterCountries } from '#app/services/list-countries.server.ts'
import { offersTo, promisesTo } from '#app/services/read-country.server.ts'
import { makeCommitment } from '../domain/commitments/make-commitment.ts'
import { makeOffer } from '../domain/ranking/make-offer.ts'

const source = 'https://example.org/'

const malawi: Country = {
  iso2: 'MW',
  iso3: 'MWI',
  m49: '454',
  regions: ['eastern_africa', 'sub_saharan_africa', 'africa'],
  memberships: [
    { group: 'ldc', from: null, to: '2026-06-01', certainty: 'stated', source },
    { group: 'brics', from: '2026-01-01', to: null, certainty: 'stated', source },
  ],
  incomeGroup: 'LIC',
  isUnMember: true,
  names: { en: 'Malawi', fr: 'Malawi', ar: 'ملاوي' },
}

const reachedBy = (list: ReturnType<typeof promisesTo>) =>
  list.map(({ reach, commitments }) => [
    reach.by === 'country' ? 'name' : reach.place,
    commitments.map(({ ref }) => ref),
  ])

test('promises come by the way they reach a country: by name, narrow places, groups, all countries', () => {
  const promises = [
    makeCommitment({ ref: 'C1', countries: [], regions: ['world'] }),
    makeCommitment({ ref: 'C2', countries: [], regions: ['africa'] }),
    makeCommitment({ ref: 'C3', countries: ['MW', 'ZM'], regions: [] }),
    makeCommitment({ ref: 'C4', countries: [], regions: ['africa', 'sub_saharan_africa'] }),
    makeCommitment({ ref: 'C5', countries: [], regions: ['ldc'] }),
    makeCommitment({ ref: 'C6', countries: ['ZM'], regions: ['asia'] }),
    makeCommitment({ ref: 'C7', countries: [], regions: [] }),
  ]
  expect(reachedBy(promisesTo(malawi, promises, '2026-11-24'))).toEqual([
    ['name', ['C3']],
    ['sub_saharan_africa', ['C4']],
    ['africa', ['C2']],
    ['ldc', ['C5']],
    ['world', ['C1']],
  ])
})

test('a promise reaches the members of its own day, not those of today', () => {
  const to = (announcedOn: '2025-01-01' | '2026-07-01' | null, group: string) =>
    promisesTo(malawi, [makeCommitment({ announcedOn, countries: [], regions: [group] })], '2026-11-24').length
  expect(to('2025-01-01', 'ldc')).toBe(1)
  expect(to('2026-07-01', 'ldc')).toBe(0)
  expect(to('2025-01-01', 'brics')).toBe(0)
  expect(to(null, 'brics')).toBe(1)
})

test('an offer reaches the members of the day on which it closes', () => {
  const to = (applyBy: '2026-05-01' | null) =>
    offersTo(malawi, [makeOffer({ applyBy, countries: [], regions: ['ldc'] })], '2026-11-24').length
  expect(to('2026-05-01')).toBe(1)
  expect(to(null)).toBe(0)
})

test('countries are found by the beginning of a name in any language, by a code, and by a group of the day', () => {
  const found = (q: string | null, place: string | null, at: '2026-05-31' | '2026-06-01' = '2026-06-01') =>
    filterCountries([malawi], { q, place }, at).length
  expect([found('mala', null), found('ملاوي', null), found('mwi', null), found('alawi', null)]).toEqual([1, 1, 1, 0])
  expect([found(null, 'africa'), found(null, 'asia'), found(null, 'nowhere')]).toEqual([1, 0, 0])
  expect([found(null, 'ldc', '2026-05-31'), found(null, 'ldc', '2026-06-01')]).toEqual([1, 0])
})
