import fc from 'fast-check'
import { expect, test } from 'vitest'
import { filterCommitments } from '#app/domain/commitments/filter-commitments.ts'
import type { Country } from '#app/domain/countries/country.ts'
import { makeCommitment, makeDelivery } from './make-commitment.ts'

const at = '2026-11-24'
const kenya: Country = {
  iso2: 'KE',
  iso3: 'KEN',
  m49: '404',
  regions: ['eastern_africa', 'sub_saharan_africa', 'africa'],
  memberships: [],
  incomeGroup: 'LMC',
  isUnMember: true,
  names: { en: 'Kenya' },
}
const list = [
  makeCommitment({ ref: 'C01', countries: ['KE'], title: { text: 'Former des enseignants à Nairobi', lang: 'fr' } }),
  makeCommitment({ ref: 'C02', regions: ['africa'], deliveries: [makeDelivery()] }),
  makeCommitment({ ref: 'C03', countries: ['GH'], kind: 'funding' }),
]
const refs = (filter: Parameters<typeof filterCommitments>[1]) =>
  filterCommitments(list, filter, at).map(({ ref }) => ref)

test('no filter keeps all, in their order', () => {
  expect(refs({})).toEqual(['C01', 'C02', 'C03'])
  expect(refs({ q: '', country: null, point: null })).toEqual(['C01', 'C02', 'C03'])
})

test('a country finds what names it and what names a region of it', () => {
  expect(refs({ country: kenya })).toEqual(['C01', 'C02'])
})

test('words find beginnings of words without accents; all words must be found', () => {
  expect(refs({ q: 'enseign nairobi' })).toEqual(['C01'])
  expect(refs({ q: 'À NAIROBI' })).toEqual(['C01'])
  expect(refs({ q: 'nairobi accra' })).toEqual([])
})

test('step and answer filter by what the rules say', () => {
  expect(refs({ step: 'reported' })).toEqual(['C02'])
  expect(refs({ implementation: 'in_progress' })).toEqual(['C02'])
  expect(refs({ kind: 'funding' })).toEqual(['C03'])
})

test('a further condition never adds a commitment', () => {
  const filter = fc.record({
    q: fc.constantFrom('', 'train', 'nairobi'),
    kind: fc.constantFrom('training' as const, 'funding' as const, null),
    step: fc.constantFrom('promised' as const, 'reported' as const, null),
  })
  fc.assert(
    fc.property(filter, filter, (one, other) => {
      const both = refs({ ...one, kind: one.kind ?? other.kind })
      for (const ref of both) expect(refs(one)).toContain(ref)
    }),
  )
})
