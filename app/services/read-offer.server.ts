import { listCountries } from '#app/data/countries.server.ts'
import { findOffer, listAllOffers } from '#app/data/offers.server.ts'
import type { IsoDate } from '#app/domain/calendar/iso-date.ts'
import type { Db } from '#app/platform/database.server.ts'

/** An offer with the countries its rules name and how many others its provider has; null where none has this ref. */
export async function readOffer(db: Db, ref: string, at: IsoDate) {
  const offer = await findOffer(db, ref, at)
  if (offer === null) return null
  const [all, countries] = await Promise.all([listAllOffers(db, at), listCountries(db)])
  return {
    offer,
    countries: countries.filter(({ iso2 }) => offer.countries.includes(iso2)),
    othersOfProvider: all.filter(other => other.provider.ref === offer.provider.ref && other.ref !== ref).length,
  }
}
