import { listCountries } from '#app/data/countries.server.ts'
import type { Country } from '#app/domain/countries/country.ts'
import type { Db } from '#app/platform/database.server.ts'

/** All countries and areas as a form offers them: code and names. */
export async function listCountryChoices(db: Db): Promise<Pick<Country, 'iso2' | 'names'>[]> {
  return (await listCountries(db)).map(({ iso2, names }) => ({ iso2, names }))
}
