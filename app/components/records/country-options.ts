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

const continents = ['africa', 'americas', 'asia', 'europe', 'oceania']

/** The same by continent, each in the order of the reader's language; what lies on none comes last. */
export function useCountriesByContinent(countries: readonly Pick<Country, 'iso2' | 'names' | 'regions'>[]): Option[] {
  const { t } = useLanguage()
  const continentOf = new Map(countries.map(({ iso2, regions }) => [iso2, continents.find(c => regions.includes(c))]))
  const options = useCountryOptions(countries)
  return [...continents, undefined].flatMap(continent =>
    options
      .filter(({ value }) => continentOf.get(value) === continent)
      .map(option => ({
        ...option,
        group: continent === undefined ? t('common:other-countries') : t.code('places', continent),
      })),
  )
}
