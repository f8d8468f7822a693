import type { Option } from '#app/components/forms/select-field.tsx'
import { useCountriesByContinent } from '#app/components/records/country-options.ts'
import { timeZones } from '#app/domain/calendar/time-zones.ts'
import type { SourceText } from '#app/domain/commitments/commitment.ts'
import type { Country } from '#app/domain/countries/country.ts'
import { isTimeZone } from '#app/i18n/is-time-zone.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { bodyKinds, offerCosts, offerFormCodes, offerModes } from '#app/schemas/offer-form.ts'

export type OfferChoices = {
  commitments: readonly { ref: string; title: SourceText; measure: string | null }[]
  countries: readonly Pick<Country, 'iso2' | 'names' | 'regions'>[]
  measures: readonly string[]
  topics: readonly string[]
}

/** Languages in which offers are held, by their codes. */
const languages = ['ar', 'en', 'es', 'fr', 'pt', 'ru', 'sw', 'zh', 'hi', 'id', 'am', 'ha']

/** Regions and groups of countries that a rule may name. */
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
]

/** Money that is given, most used first. */
const currencies = [
  'USD',
  'EUR',
  'GBP',
  'CNY',
  'JPY',
  'CAD',
  'CHF',
  'AED',
  'SAR',
  'INR',
  'ZAR',
  'XOF',
  'XAF',
  'KES',
  'NGN',
  'EGP',
  'TND',
  'MAD',
]

/** All choices of the form in the reader's language. */
export function useOfferOptions({ commitments, countries, measures, topics }: OfferChoices, zone = '') {
  const { t, format } = useLanguage()
  const choose: Option = { value: '', label: t('acts:choose') }
  const byName = (options: Option[]) => options.sort((a, b) => format.compare(a.label, b.label))
  return {
    commitment: [choose, ...commitments.map(({ ref, title }) => ({ value: ref, label: title.text, lang: title.lang }))],
    form: [choose, ...offerFormCodes.map(code => ({ value: code, label: t(`offers:form.${code}`) }))],
    topics: byName(topics.map(code => ({ value: code, label: t.code('topics', code) }))),
    measure: [choose, ...byName(measures.map(code => ({ value: code, label: t.code('measures', code) })))],
    currency: [
      { value: '', label: t('offers:new.no-money') },
      ...currencies.map(code => ({ value: code, label: code })),
    ],
    timeZone: byName(
      (zone === '' || timeZones.includes(zone) || !isTimeZone(zone) ? timeZones : [...timeZones, zone]).map(name => ({
        value: name,
        label: format.timeZone(name),
      })),
    ),
    languages: byName(languages.map(code => ({ value: code, label: format.languageName(code) }))),
    mode: [choose, ...offerModes.map(code => ({ value: code, label: t(`offers:mode.${code}`) }))],
    cost: [choose, ...offerCosts.map(code => ({ value: code, label: t(`offers:cost.${code}`) }))],
    countries: useCountriesByContinent(countries),
    places: places
      .filter(code => t.hasCode('places', code))
      .map(code => ({ value: code, label: t.code('places', code) })),
    bodies: bodyKinds.map(code => ({ value: code, label: t.code('rules', `kind-who.${code}`) })),
  }
}
