import { listCountries } from '#app/data/countries.server.ts'
import type { IsoDate } from '#app/domain/calendar/iso-date.ts'
import type { Db } from '#app/platform/database.server.ts'
import { findTypedFits } from './find-request-fits.server.ts'

/** So many offers stand below a form that is being written. */
const mostFits = 3

/** What fits what was typed so far, as the page of a form shows it; null while there is nothing to go by. */
export async function showTypedFits(db: Db, typed: Record<string, string>, organisationRef: string, at: IsoDate) {
  const fits = await findTypedFits(db, typed, organisationRef, at)
  if (fits === null) return null
  const countries = (await listCountries(db)).map(({ iso2, names }) => ({ iso2, names }))
  return { fits: fits.ranked.slice(0, mostFits), total: fits.ranked.length, country: fits.country, countries }
}
