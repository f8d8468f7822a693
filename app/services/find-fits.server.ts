import { findCountry } from '#app/data/countries.server.ts'
import { listCandidateOffers } from '#app/data/offers.server.ts'
import { listTopics, type Topic } from '#app/data/topics.server.ts'
import type { IsoDate } from '#app/domain/calendar/iso-date.ts'
import type { Country } from '#app/domain/countries/country.ts'
import { placesOf, unsettledPlacesOf } from '#app/domain/countries/places-of.ts'
import { referenceDate } from '#app/domain/eligibility/reference-date.ts'
import type { ApplicantFacts } from '#app/domain/eligibility/rule.ts'
import type { Offer } from '#app/domain/offers/offer.ts'
import type { Need } from '#app/domain/ranking/need.ts'
import { type RankedOffer, type Ranking, rankOffers } from '#app/domain/ranking/rank-offers.ts'
import type { Db } from '#app/platform/database.server.ts'

/** What an institution asks: who it is, what it needs, on which day. */
export type FitsQuery = {
  facts: ApplicantFacts
  need: Need
  at: IsoDate
  /** Whoever lives in the demonstration is offered what lives there, and nothing else. */
  isDemonstration?: boolean
}

/** An offer in its place, and the group that lets the country in although its leaving was announced for before that day. */
export type Fit = RankedOffer & { announcedLeaving: string | null }

export type Fits = { country: Country | null } & { [List in keyof Ranking]: Fit[] }

/**
 * Every offer that is not closed, sorted for one applicant, each with its rules and points.
 *
 * The candidates are asked for without kind and country. A country would drop offers that fail by place before anybody
 * could read why, and a kind would drop offers that only lose points by it. The function behind them then still leaves
 * out what is closed, so what is read grows with the offers one may take today, not with the years on record.
 * A country that does not exist counts as not given.
 */
export async function findFits(db: Db, query: FitsQuery): Promise<Fits> {
  const [offers, country, topics] = await Promise.all([
    listCandidateOffers(db, { kind: null, country: null, isDemonstration: query.isDemonstration ?? false }, query.at),
    query.facts.country === null ? null : findCountry(db, query.facts.country),
    listTopics(db),
  ])
  return fitsOf({ offers, country, topics }, query)
}

/** The same from what was loaded: reads no clock and no database. */
export function fitsOf(
  loaded: { offers: readonly Offer[]; country: Country | null; topics: readonly Topic[] },
  { facts, need, at }: FitsQuery,
): Fits {
  const { country, topics } = loaded
  const candidates = loaded.offers.map(offer => ({ offer, places: placesOn(country, referenceDate(offer, at)) }))
  const ranking = rankOffers({ candidates, facts: { ...facts, country: country?.iso2 ?? null }, need, topics })
  const withLeaving = (entries: RankedOffer[]): Fit[] =>
    entries.map(entry => ({ ...entry, announcedLeaving: announcedLeavingOf(entry, country, at) }))
  return {
    country,
    ranked: withLeaving(ranking.ranked),
    nearMisses: withLeaving(ranking.nearMisses),
    notEligible: withLeaving(ranking.notEligible),
    forecast: withLeaving(ranking.forecast),
    unknownWindow: withLeaving(ranking.unknownWindow),
  }
}

/** Groups whose leaving was announced come last, so that one is named only where nothing else lets the country in. */
function placesOn(country: Country | null, day: IsoDate): string[] {
  if (country === null) return []
  const unsettled = unsettledPlacesOf(country, day)
  return [...placesOf(country, day).filter(place => !unsettled.includes(place)), ...unsettled]
}

function announcedLeavingOf({ offer, verdict }: RankedOffer, country: Country | null, at: IsoDate): string | null {
  if (country === null) return null
  const unsettled = unsettledPlacesOf(country, referenceDate(offer, at))
  const via = verdict.results.map(({ params }) => params.place).find(place => typeof place === 'string')
  return typeof via === 'string' && unsettled.includes(via) ? via : null
}
