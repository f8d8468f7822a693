import type { Country } from '#app/domain/countries/country.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import type { Option } from '../forms/select-field.tsx'
import { countryName } from './country-name.tsx'

/** Countries as choices, in the alphabetical order of the reader's language. */
export function useCountryOptions(countries: readonly Pick<Country, 'iso2' | 'names'>[]): Option[] {
  const { language, format } = useLanguage()
  return countries
    .map(country => ({ value: country.iso2, label: countryName(country, language.code).text }))
    .sort((a, b) => format.compare(a.label, b.label))
}
