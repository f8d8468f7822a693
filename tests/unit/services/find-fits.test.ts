import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Country, Membership } from '#app/domain/countries/country.ts'
import type { ApplicantFacts, RuleBody } from '#app/domain/eligibility/rule.ts'
import { type Fits, fitsOf } from '#app/services/find-fits.server.ts'
import { anyRule } from '../domain/eligibility/arbitraries.ts'
import { makeOffer, noNeed } from '../domain/ranking/make-offer.ts'

const ldc: Membership = {
  group: 'ldc',
  from: null,
  to: '2027-01-01',
  certainty: 'stated',
  source: 'https://example.org/',
}

function makeCountry(memberships: Membership[] = []): Country {
  return {
    iso2: 'KI',
    iso3: 'KIR',
    m49: '296',
    regions: ['micronesia', 'oceania'],
    memberships,
    incomeGroup: 'LMC',
    isUnMember: true,
    names: { en: 'Kiribati' },
  }
}

const facts: ApplicantFacts = { country: 'KI', kind: 'government', languages: null }
const forLdc: RuleBody = { rule: 'place', countries: [], regions: ['ldc'] }
const query = { facts, need: noNeed, at: '2026-11-24' as const }
const lists = ['ranked', 'nearMisses', 'notEligible', 'forecast', 'unknownWindow'] as const
const told = (fits: Fits) =>
  lists.flatMap(list => fits[list].map(({ offer, announcedLeaving }) => `${list} ${offer.ref} ${announcedLeaving}`))

describe('classes of the country', () => {
  test('are read on the day each offer closes, else on the day of the question', () => {
    const offers = [
      makeOffer({ ref: 'O1', rules: [forLdc] }),
      makeOffer({ ref: 'O2', rules: [forLdc], applyBy: '2026-12-31' }),
      makeOffer({ ref: 'O3', rules: [forLdc], applyBy: '2027-01-01' }),
    ]
    expect(told(fitsOf({ offers, country: makeCountry([ldc]), topics: [] }, query))).toEqual([
      'ranked O2 null',
      'ranked O1 null',
      'nearMisses O3 null',
    ])
  })

  test('an announced leaving still lets in, and is told where nothing else does', () => {
    const offers = [
      makeOffer({ ref: 'O1', rules: [forLdc], applyBy: '2027-01-01' }),
      makeOffer({ ref: 'O2', rules: [forLdc], applyBy: '2026-12-31' }),
      makeOffer({
        ref: 'O3',
        rules: [{ rule: 'place', countries: [], regions: ['ldc', 'oceania'] }],
        applyBy: '2027-01-02',
      }),
      makeOffer({
        ref: 'O4',
        rules: [{ rule: 'place', countries: [], regions: ['ldc', 'world'] }],
        applyBy: '2027-01-03',
      }),
    ]
    const country = makeCountry([{ ...ldc, certainty: 'announced' }])
    expect(told(fitsOf({ offers, country, topics: [] }, query)).sort()).toEqual([
      'ranked O1 ldc',
      'ranked O2 null',
      'ranked O3 null',
      'ranked O4 null',
    ])
  })
})

test('a country that does not exist counts as not given', () => {
  const offers = [makeOffer({ rules: [forLdc] })]
  const { ranked, country } = fitsOf(
    { offers, country: null, topics: [] },
    { ...query, facts: { ...facts, country: 'XX' } },
  )
  expect(country).toBeNull()
  expect(ranked[0]?.verdict.results.map(({ reason }) => reason)).toEqual(['place-unknown'])
})

test('no offer that was loaded and is not closed is lost on the way, whatever its rules', () => {
  const window = fc.constantFrom('open' as const, 'unknown' as const, 'forecast' as const, 'closed' as const)
  const offer = fc.record({ number: fc.nat(999), window, rules: fc.array(anyRule, { maxLength: 4 }) })
  const some = fc.uniqueArray(offer, { selector: ({ number }) => number, maxLength: 10 })
  fc.assert(
    fc.property(some, list => {
      const offers = list.map(({ number, ...given }) => makeOffer({ ref: `O${number}`, ...given }))
      const fits = fitsOf({ offers, country: makeCountry([ldc]), topics: [] }, query)
      const listed = lists.flatMap(name => fits[name].map(({ offer: { ref } }) => ref))
      expect(listed.sort()).toEqual(offers.flatMap(({ ref, window: is }) => (is === 'closed' ? [] : [ref])).sort())
    }),
  )
})
