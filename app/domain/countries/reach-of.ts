import type { IsoDate } from '../calendar/iso-date.ts'
import type { Country } from './country.ts'
import { placesOf } from './places-of.ts'

/** How a list of places reaches a country: by its name, or by a region or group, whose code is given. */
export type Reach = { by: 'country' } | { by: 'place'; place: string }

/**
 * How listed countries, regions and groups, read as a union, reach a country on a day; null where none of them does.
 * The country's own name comes before a place; of several places the narrowest speaks. Empty lists reach nobody:
 * a place that is not stated is unknown, never "any".
 */
export function reachOf(
  { countries, regions }: { countries: readonly string[]; regions: readonly string[] },
  country: Country,
  at: IsoDate,
): Reach | null {
  if (countries.includes(country.iso2)) return { by: 'country' }
  const place = placesOf(country, at).find(code => regions.includes(code))
  return place === undefined ? null : { by: 'place', place }
}
