import type { Option } from '#app/components/forms/select-field.tsx'
import { useCountryOptions } from '#app/components/records/country-options.ts'
import type { Country } from '#app/domain/countries/country.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { offeredLanguages } from '#app/i18n/languages.ts'
import { commitmentKinds, qualifiers } from '#app/schemas/commitment-form.ts'

export type CommitmentChoices = {
  countries: readonly Pick<Country, 'iso2' | 'names'>[]
  measures: readonly string[]
  topics: readonly { code: string; parent: string | null }[]
  points: readonly number[]
}

/** Regions and groups of countries to which something is promised. */
const places = [
  'world',
  'africa',
  'asia',
  'latin_america_and_the_caribbean',
  'oceania',
  'developing',
  'ldc',
  'lldc',
  'sids',
  'african_union',
  'asean',
  'brics',
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
    regions: places
      .filter(code => t.hasCode('places', code))
      .map(code => ({ value: code, label: t.code('places', code) })),
    countries: useCountryOptions(countries),
    point: [
      none,
      ...points.map(number => ({
        value: String(number),
        label: `${format.number(number)}. ${t.code('values', `point.${number}`)}`,
      })),
    ],
  }
}
