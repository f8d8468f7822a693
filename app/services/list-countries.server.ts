import { listCountries } from '#app/data/countries.server.ts'
import type { IsoDate } from '#app/domain/calendar/iso-date.ts'
import type { Country } from '#app/domain/countries/country.ts'
import { placesOf } from '#app/domain/countries/places-of.ts'
import { isFound } from '#app/domain/organisations/search-text.ts'
import type { Db } from '#app/platform/database.server.ts'
import type { CountryQuery } from '#app/schemas/country-filter.ts'

/** All countries and areas that pass the filter on a day, with the regions and groups that the filter offers. */
export async function findCountries(db: Db, query: CountryQuery, at: IsoDate) {
  const all = await listCountries(db)
  const places = new Set(all.flatMap(country => placesOf(country, at)))
  places.delete('world')
  return { countries: filterCountries(all, query, at), places: [...places] }
}

/** Found by the beginning of a name in any language or by a code, and by a region or group of the day. */
export function filterCountries(all: readonly Country[], { q, place }: CountryQuery, at: IsoDate): Country[] {
  return all.filter(
    country =>
      (place === null || placesOf(country, at).includes(place)) &&
      (q === null || isFound(q, [country.iso2, country.iso3, ...Object.values(country.names)].join(' '))),
  )
}
