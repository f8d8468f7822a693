import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { IsoDate } from '#app/domain/calendar/iso-date.ts'
import type { Membership } from '#app/domain/countries/country.ts'
import { membershipState } from '#app/domain/countries/membership-state.ts'
import { placesOf } from '#app/domain/countries/places-of.ts'

const day = (text: string) => text as IsoDate

function makeMembership(overrides: Partial<Membership> = {}): Membership {
  return { group: 'ldc', from: null, to: null, certainty: 'stated', source: 'https://example.org', ...overrides }
}

test('a membership holds from its first day on', () => {
  const membership = makeMembership({ from: day('2024-05-01') })
  expect(membershipState(membership, day('2024-04-30'))).toBe('not_yet')
  expect(membershipState(membership, day('2024-05-01'))).toBe('member')
})

test('a stated end is the first day without it', () => {
  const membership = makeMembership({ to: day('2020-12-04') })
  expect(membershipState(membership, day('2020-12-03'))).toBe('leaving')
  expect(membershipState(membership, day('2020-12-04'))).toBe('left')
})

test('an announced end that has come leaves the membership unsettled, not ended', () => {
  const membership = makeMembership({ to: day('2026-11-24'), certainty: 'announced' })
  expect(membershipState(membership, day('2026-11-23'))).toBe('leaving')
  expect(membershipState(membership, day('2026-11-24'))).toBe('unsettled')
})

test('a country is in a group exactly while its membership is shown to hold', () => {
  const days = fc.constantFrom('2019-01-01', '2020-01-01', '2021-01-01', '2022-01-01').map(day)
  fc.assert(
    fc.property(
      fc.option(days, { nil: null }),
      fc.option(days, { nil: null }),
      fc.constantFrom('stated' as const, 'announced' as const),
      days,
      (from, to, certainty, at) => {
        const membership = makeMembership({ from, to, certainty })
        const country = {
          iso2: 'XX',
          iso3: 'XXX',
          m49: '000',
          regions: [],
          memberships: [membership],
          incomeGroup: null,
          isUnMember: true,
          names: {},
        }
        const shown = ['member', 'leaving', 'unsettled'].includes(membershipState(membership, at))
        expect(placesOf(country, at).includes('ldc')).toBe(shown)
      },
    ),
  )
})
