import { SelectField } from '#app/components/forms/select-field.tsx'
import type { Country } from '#app/domain/countries/country.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { countryName } from './country-name.tsx'

type Props = { label: string; countries: readonly Pick<Country, 'iso2' | 'names'>[]; value: string | null }

/** The choice of a country in a filter, in the alphabetical order of the reader's language. */
export function CountryField({ label, countries, value }: Props) {
  const { language, t, format } = useLanguage()
  const options = countries
    .map(country => ({ value: country.iso2, label: countryName(country, language.code).text }))
    .sort((a, b) => format.compare(a.label, b.label))
  return (
    <SelectField
      id="country"
      name="country"
      label={label}
      value={value ?? ''}
      options={[{ value: '', label: t('common:any-country') }, ...options]}
    />
  )
}
