import { z } from 'zod'
import { codeParam, textParam } from './read-query.ts'

/** The filter of the list of countries, as its address carries it. */
export const countryFilterSchema = z.object({
  /** The beginning of a name in any of our languages, or a code. */
  q: textParam,
  /** Code of a region or group to which a country belongs today. */
  place: codeParam,
})

export type CountryQuery = z.output<typeof countryFilterSchema>
