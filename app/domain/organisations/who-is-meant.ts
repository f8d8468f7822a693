import type { Country } from '../countries/country.ts'
import type { Organisation } from './organisation.ts'
import { isFound, searchText } from './search-text.ts'

/** Whom a typed text means: one, some of which the reader picks, or nobody. */
export type Meant =
  | { is: 'organisation'; organisation: Organisation }
  | { is: 'country'; country: Country }
  | { is: 'several'; countries: Country[]; organisations: Organisation[] }
  /** Not all words fit anything; these come closest, if any. */
  | { is: 'nobody'; countries: Country[]; organisations: Organisation[] }

/** So many organisations are searched for, and offered at most. */
export const mostOrganisations = 12

/** So many countries are offered at most. */
const mostCountries = 5

/**
 * Whom a text means. `organisations` are those that the search gave, best first, at most `limit`; countries may be named
 * in any language of their names. The whole name of one organisation or of one country decides, as does the only one in
 * which all words are found. Where not all words fit, a country named inside the text is offered, and organisations
 * that share words with it, unless the words are so common that as many were found as were asked for.
 */
export function whoIsMeant(
  text: string,
  {
    countries,
    organisations,
    limit,
  }: { countries: readonly Country[]; organisations: readonly Organisation[]; limit: number },
): Meant {
  const wanted = searchText(text)
  if (wanted === '') return { is: 'nobody', countries: [], organisations: [] }
  const named = countries.filter(country => namesOf(country).map(joined).includes(joined(wanted)))
  const whole = organisations.filter(
    ({ name, domain }) => searchText(name.text) === wanted || (domain !== null && searchText(domain) === wanted),
  )
  const exact = only([...whole.map(meantOrganisation), ...named.map(meantCountry)])
  if (exact !== null) return exact

  const found = organisations.filter(({ name, domain }) => isFound(text, `${name.text} ${domain ?? ''}`))
  const begun = countries.filter(country => Object.values(country.names).some(name => isFound(text, name)))
  const fitting = only([...found.map(meantOrganisation), ...begun.map(meantCountry)])
  if (fitting !== null) return fitting
  if (found.length + begun.length > 0)
    return { is: 'several', countries: begun.slice(0, mostCountries), organisations: found }

  const inside = countries.filter(country => namesOf(country).some(name => ` ${wanted} `.includes(` ${name} `)))
  return {
    is: 'nobody',
    countries: inside.slice(0, mostCountries),
    organisations: organisations.length < limit ? [...organisations] : [],
  }
}

/** "Viet Nam" and "Vietnam" are one name. */
const joined = (name: string): string => name.replaceAll(' ', '')

const namesOf = ({ names }: Country): string[] =>
  Object.values(names)
    .map(searchText)
    .filter(name => name !== '')

const meantOrganisation = (organisation: Organisation): Meant => ({ is: 'organisation', organisation })
const meantCountry = (country: Country): Meant => ({ is: 'country', country })

function only(meant: Meant[]): Meant | null {
  return meant.length === 1 ? (meant[0] ?? null) : null
}
