import type { IsoDate } from '#app/domain/calendar/iso-date.ts'
import type { Country, Membership } from '#app/domain/countries/country.ts'
import { type MembershipState, membershipState } from '#app/domain/countries/membership-state.ts'
import type { Cell } from '#app/platform/data-response.server.ts'

// Membership of the United Nations is left out of the list: its source shares alike under another licence.
export const countryColumns = [
  'iso2',
  'iso3',
  'm49',
  'name_en',
  'name_fr',
  'name_ar',
  'regions',
  'groups',
  'leaving_announced',
  'left',
  'groups_at',
  'income_group',
] as const

/** A country as one row of open data; lists are separated by spaces, ends stand after a colon: `ldc:2026-11-24`. */
export function countryRow(country: Country, at: IsoDate): Record<(typeof countryColumns)[number], Cell> {
  const { iso2, iso3, m49, names, regions, incomeGroup, memberships } = country
  const inState = (...states: MembershipState[]) =>
    memberships.filter(membership => states.includes(membershipState(membership, at)))
  const ends = (list: Membership[]) => list.map(({ group, to }) => `${group}:${to}`).join(' ')
  return {
    iso2,
    iso3,
    m49,
    name_en: names.en ?? null,
    name_fr: names.fr ?? null,
    name_ar: names.ar ?? null,
    regions: regions.join(' '),
    groups: inState('member', 'leaving', 'unsettled')
      .map(({ group }) => group)
      .join(' '),
    leaving_announced: ends(inState('leaving', 'unsettled')),
    left: ends(inState('left')),
    groups_at: at,
    income_group: incomeGroup,
  }
}

/** Memberships with how each stands on the day. */
export function membershipRows({ memberships }: Country, at: IsoDate) {
  return memberships.map(membership => ({ ...membership, state: membershipState(membership, at), state_at: at }))
}
