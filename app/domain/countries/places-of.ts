import type { IsoDate } from '../calendar/iso-date.ts'
import type { Country, Membership } from './country.ts'

/**
 * Codes of the regions and groups that a country belongs to on a day, narrow regions first, `world` last.
 * A membership holds from its first day on and no longer on its `to`. A leaving that is only announced does not end it:
 * the country stays listed until a source states that it left, and `unsettledPlacesOf` names the group.
 */
export function placesOf(country: Country, at: IsoDate): string[] {
  const groups = country.memberships.filter(membership => holds(membership, at)).map(({ group }) => group)
  return [...new Set([...country.regions, ...groups, 'world'])]
}

/** Codes of the groups whose announced leaving has passed on the day without a source that states it. */
export function unsettledPlacesOf(country: Country, at: IsoDate): string[] {
  return country.memberships
    .filter(membership => holds(membership, at) && isUnsettled(membership, at))
    .map(({ group }) => group)
}

function holds({ from, to, certainty }: Membership, at: IsoDate): boolean {
  return (from === null || from <= at) && (to === null || at < to || certainty === 'announced')
}

function isUnsettled({ to, certainty }: Membership, at: IsoDate): boolean {
  return certainty === 'announced' && to !== null && at >= to
}
