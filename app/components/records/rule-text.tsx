import type { Country } from '#app/domain/countries/country.ts'
import type { Rule } from '#app/domain/eligibility/rule.ts'
import { knownConditions } from '#app/domain/eligibility/sentence-of.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { PlaceList } from './place-list.tsx'
import { ageText } from './rule-age-text.ts'

type Props = { rule: Rule; countries: readonly Pick<Country, 'iso2' | 'names'>[] }

/** What a rule asks of everybody, before anybody is judged by it. */
export function RuleText({ rule, countries }: Props) {
  const { t, format } = useLanguage()
  switch (rule.rule) {
    case 'place':
      return <Places regions={rule.regions} countries={countries.filter(({ iso2 }) => rule.countries.includes(iso2))} />
    case 'body':
      return <>{format.list(rule.kinds.map(kind => t.code('rules', `kinds.${kind}`)))}</>
    case 'people':
      return <>{format.list(rule.groups.map(group => t.code('rules', `group.${group}`)))}</>
    case 'language':
      return <>{format.list(rule.languages.map(format.languageName))}</>
    case 'age':
      return <>{ageText(rule, { t, format })}</>
    case 'nomination':
      return <>{nominationText(rule.leadDays)}</>
    case 'condition':
      return (
        <>
          {t.code(
            'rules',
            knownConditions.includes(rule.condition) ? `condition-unknown.${rule.condition}` : 'condition-unknown',
          )}
        </>
      )
    case 'terms':
      return <>{t.code('rules', 'terms-unknown')}</>
  }

  function nominationText(days: number | null): string {
    return days === null
      ? t.code('rules', 'nomination-needed')
      : t.code('rules', 'nomination-needed.days', { count: days, n: format.number(days) })
  }
}

/** A long list of countries is opened by whoever looks for one. */
const mostInOneLine = 16

function Places({ regions, countries }: Parameters<typeof PlaceList>[0]) {
  const { t, format } = useLanguage()
  if (countries.length <= mostInOneLine) return <PlaceList regions={regions} countries={countries} />
  return (
    <>
      <PlaceList regions={regions} countries={[]} />
      <details>
        <summary>{t('offers:countries', { count: countries.length, n: format.number(countries.length) })}</summary>
        <PlaceList regions={[]} countries={countries} />
      </details>
    </>
  )
}
