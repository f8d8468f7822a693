import { CountryLink, countryName } from '#app/components/records/country-name.tsx'
import type { IsoDate } from '#app/domain/calendar/iso-date.ts'
import type { Country } from '#app/domain/countries/country.ts'
import { membershipState } from '#app/domain/countries/membership-state.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'

/** Countries by name, each with the groups it belongs to on a day. */
export function CountryItems({ countries, at }: { countries: readonly Country[]; at: IsoDate }) {
  const { language, format } = useLanguage()
  const nameOf = (country: Country) => countryName(country, language.code).text
  return (
    <ul className="rows tight cols">
      {[...countries]
        .sort((a, b) => format.compare(nameOf(a), nameOf(b)))
        .map(country => (
          <li key={country.iso2}>
            <CountryLink country={country} /> <Groups country={country} at={at} />
          </li>
        ))}
    </ul>
  )
}

function Groups({ country, at }: { country: Country; at: IsoDate }) {
  const { t } = useLanguage()
  const groups = country.memberships.flatMap(membership => {
    const state = membershipState(membership, at)
    const group = t(`countries:tag.${membership.group}`)
    if (state === 'member') return [group]
    return state === 'leaving' || state === 'unsettled' ? [t('countries:tag-leaving', { group })] : []
  })
  return groups.length === 0 ? null : <span className="small dim">{groups.join(' · ')}</span>
}
