import { listAllCommitments } from '#app/data/commitments.server.ts'
import { findCountry } from '#app/data/countries.server.ts'
import { listAllOffers } from '#app/data/offers.server.ts'
import { searchOrganisations } from '#app/data/organisations.server.ts'
import { listAllRequests } from '#app/data/support-requests.server.ts'
import type { IsoDate } from '#app/domain/calendar/iso-date.ts'
import type { Commitment } from '#app/domain/commitments/commitment.ts'
import type { Country } from '#app/domain/countries/country.ts'
import { type Reach, reachOf } from '#app/domain/countries/reach-of.ts'
import { referenceDate } from '#app/domain/eligibility/reference-date.ts'
import { filterRequests } from '#app/domain/needs/filter-requests.ts'
import type { Offer } from '#app/domain/offers/offer.ts'
import type { Db } from '#app/platform/database.server.ts'
import { inReadingOrder } from './list-offers.server.ts'

/** A record that reaches the country, and whether by its name or by a region or group it belongs to. */
export type Reaching<Item> = { item: Item; reach: Reach }

/** What reaches the country in one way. */
export type Reached = { reach: Reach; commitments: Commitment[] }

/** A country with what is promised and offered to it, and how many organisations and needs of it are on record; null for none. */
export async function readCountry(db: Db, iso2: string, at: IsoDate) {
  const country = await findCountry(db, iso2)
  if (country === null) return null
  const [commitments, offers, organisations, needs] = await Promise.all([
    listAllCommitments(db),
    listAllOffers(db, at),
    searchOrganisations(db, { q: null, country: country.iso2, kind: null, afterRef: null, limit: 1 }),
    listAllRequests(db),
  ])
  return {
    country,
    promises: promisesTo(country, commitments, at),
    offers: offersTo(country, offers, at),
    organisations: organisations.total,
    needs: filterRequests(needs, { country: country.iso2 }).length,
  }
}

/**
 * Commitments that reach a country, by the way they do: those that name it first, then by place from narrow to wide,
 * those for all countries last. Memberships are those of the day of the promise, or of `at` where it has none.
 */
export function promisesTo(country: Country, commitments: readonly Commitment[], at: IsoDate): Reached[] {
  const groups = new Map<string, Reached>()
  for (const commitment of commitments) {
    const reach = reachOf(commitment, country, commitment.announcedOn ?? at)
    if (reach === null) continue
    const key = keyOf(reach)
    const group = groups.get(key) ?? { reach, commitments: [] }
    group.commitments.push(commitment)
    groups.set(key, group)
  }
  const regions = country.regions
  const breadth = ({ reach }: Reached) => {
    if (reach.by === 'country') return -1
    if (reach.place === 'world') return regions.length + 1
    const index = regions.indexOf(reach.place)
    return index < 0 ? regions.length : index
  }
  return [...groups.values()].sort((a, b) => breadth(a) - breadth(b) || (keyOf(a.reach) < keyOf(b.reach) ? -1 : 1))
}

/** Offers that reach a country on their reference date, in reading order. */
export function offersTo(country: Country, offers: readonly Offer[], at: IsoDate): Reaching<Offer>[] {
  return inReadingOrder(offers).flatMap(offer => {
    const reach = reachOf(offer, country, referenceDate(offer, at))
    return reach === null ? [] : [{ item: offer, reach }]
  })
}

const keyOf = (reach: Reach) => (reach.by === 'country' ? '' : reach.place)
