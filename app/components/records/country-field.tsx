import { SelectField } from '#app/components/forms/select-field.tsx'
import type { Country } from '#app/domain/countries/country.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { useCountryOptions } from './country-options.ts'

type Props = { label: string; countries: readonly Pick<Country, 'iso2' | 'names'>[]; value: string | null }

/** The choice of a country in a filter. */
export function CountryField({ label, countries, value }: Props) {
  const { t } = useLanguage()
  const options = useCountryOptions(countries)
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
