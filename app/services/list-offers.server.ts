import { findCountry, listCountries } from '#app/data/countries.server.ts'
import { listAllOffers, listInventedOffers } from '#app/data/offers.server.ts'
import { findOrganisation } from '#app/data/organisations.server.ts'
import { listTopics } from '#app/data/topics.server.ts'
import type { IsoDate } from '#app/domain/calendar/iso-date.ts'
import type { Country } from '#app/domain/countries/country.ts'
import { filterOffers } from '#app/domain/offers/filter-offers.ts'
import type { Offer } from '#app/domain/offers/offer.ts'
import type { Db } from '#app/platform/database.server.ts'
import { languageNotStated, type OfferQuery, offerWindows } from '#app/schemas/offer-filter.ts'
import { findDemonstration } from './find-demonstration.server.ts'

const pageSize = 25

/** All offers that pass the filter, in reading order; a country that does not exist matches nothing. */
export async function findOffers(db: Db, query: OfferQuery, at: IsoDate): Promise<Offer[]> {
  const [all, country] = await Promise.all([listAllOffers(db, at), countryOf(db, query)])
  return offersFor(all, query, country, at)
}

/** One page of the list, or of that of the demonstration, with what its filter form offers and how many each window holds. */
export async function listOffers(db: Db, query: OfferQuery, at: IsoDate) {
  const [all, country, countries, topics, provider, demonstration] = await Promise.all([
    query.demonstration === null ? listAllOffers(db, at) : listInventedOffers(db, at),
    countryOf(db, query),
    listCountries(db),
    listTopics(db),
    query.provider === null ? null : findOrganisation(db, query.provider),
    findDemonstration(db, query),
  ])
  const found = offersFor(all, query, country, at)
  const ofAnyWindow = offersFor(all, { ...query, window: null }, country, at)
  const start = query.after === null ? 0 : found.findIndex(({ ref }) => ref === query.after) + 1
  const rows = found.slice(start, start + pageSize)
  return {
    rows,
    total: found.length,
    demonstration,
    rolling: found.filter(({ window, isRolling }) => window === 'open' && isRolling).length,
    start,
    nextKey: start + pageSize < found.length ? (rows.at(-1)?.ref ?? null) : null,
    windows: offerWindows.map(window => ({
      window,
      count: ofAnyWindow.filter(offer => offer.window === window).length,
    })),
    /** Offers that a choice of language leaves out only because their source names none. */
    languageNotStated:
      query.language === null || query.language === languageNotStated
        ? 0
        : offersFor(all, { ...query, language: languageNotStated }, country, at).length,
    provider: provider?.name ?? null,
    countries,
    choices: {
      topics: topics.map(({ code }) => code).filter(code => all.some(offer => offer.topics.includes(code))),
      languages: [...new Set(all.flatMap(({ languages }) => languages))].sort(),
    },
  }
}

/** What can be taken comes first, the soonest close before the later; what is not known stands apart, the past is last. */
export function inReadingOrder(offers: readonly Offer[]): Offer[] {
  return [...offers].sort(
    (a, b) =>
      offerWindows.indexOf(a.window) - offerWindows.indexOf(b.window) ||
      compareDays(a.applyBy, b.applyBy, a.window === 'closed' ? 'latest' : 'soonest') ||
      (a.ref < b.ref ? -1 : 1),
  )
}

/** Without a day after those that have one. */
function compareDays(a: IsoDate | null, b: IsoDate | null, first: 'soonest' | 'latest'): number {
  if (a === b) return 0
  if (a === null || b === null) return a === null ? 1 : -1
  return a < b === (first === 'soonest') ? -1 : 1
}

const countryOf = (db: Db, { country }: OfferQuery) => (country === null ? null : findCountry(db, country))

function offersFor(all: readonly Offer[], query: OfferQuery, country: Country | null, at: IsoDate): Offer[] {
  if (query.country !== null && country === null) return []
  const { language } = query
  return inReadingOrder(
    filterOffers(all, { ...query, country }, at).filter(
      ({ languages }) =>
        language === null || (language === languageNotStated ? languages.length === 0 : languages.includes(language)),
    ),
  )
}
