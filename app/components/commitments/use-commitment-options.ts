import type { Country } from '#app/domain/countries/country.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { offeredLanguages } from '#app/i18n/languages.ts'
import { amountPeriods, commitmentKinds, qualifiers } from '#app/schemas/commitment-form.ts'
import type { Option } from '../forms/select-field.tsx'
import { useCountriesByContinent } from '../records/country-options.ts'

export type CommitmentChoices = {
  countries: readonly Pick<Country, 'iso2' | 'names' | 'regions'>[]
  measures: readonly string[]
  topics: readonly { code: string; parent: string | null }[]
  points: readonly number[]
}

/** Groups of countries first, then regions from wide to narrow: the codes that the data know. */
const places = [
  'world',
  'developing',
  'ldc',
  'lldc',
  'sids',
  'african_union',
  'asean',
  'brics',
  'commonwealth',
  'sco',
  'africa',
  'americas',
  'asia',
  'europe',
  'oceania',
  'northern_africa',
  'sub_saharan_africa',
  'eastern_africa',
  'middle_africa',
  'southern_africa',
  'western_africa',
  'latin_america_and_the_caribbean',
  'caribbean',
  'central_america',
  'south_america',
  'central_asia',
  'eastern_asia',
  'south_eastern_asia',
  'southern_asia',
  'western_asia',
  'middle_east',
  'eastern_europe',
  'melanesia',
  'micronesia',
  'polynesia',
]

/** All choices of the form in the reader's language. */
export function useCommitmentOptions({ countries, measures, topics, points }: CommitmentChoices) {
  const { t, format } = useLanguage()
  const choose: Option = { value: '', label: t('acts:choose') }
  const none: Option = { value: '', label: t('common:not-stated') }
  const byName = (options: Option[]) => options.sort((a, b) => format.compare(a.label, b.label))
  return {
    lang: offeredLanguages.map(({ code, name }) => ({ value: code, label: name, lang: code })),
    kind: [choose, ...commitmentKinds.map(kind => ({ value: kind, label: t(`commitments:kind.${kind}`) }))],
    topics: byName(topics.map(({ code }) => ({ value: code, label: t.code('topics', code) }))),
    measure: [none, ...byName(measures.map(code => ({ value: code, label: t.code('measures', code) })))],
    qualifier: [none, ...qualifiers.map(code => ({ value: code, label: t(`commitments:new.qualifier.${code}`) }))],
    amountPer: [
      { value: '', label: t('commitments:new.amountPer.total') },
      ...amountPeriods.map(code => ({ value: code, label: t(`commitments:new.amountPer.${code}`) })),
    ],
    regions: places.map(code => ({ value: code, label: t.code('places', code) })),
    countries: useCountriesByContinent(countries),
    point: [
      none,
      ...points.map(number => ({
        value: String(number),
        label: `${format.number(number)}. ${t.code('values', `point.${number}`)}`,
      })),
    ],
  }
}
