import type { Country } from '#app/domain/countries/country.ts'
import type { Offer } from '#app/domain/offers/offer.ts'
import { type LanguageKit, useLanguage } from '#app/i18n/language-kit.ts'
import { countryName } from './country-name.tsx'
import { briefOfRule } from './rule-brief.ts'

type Props = {
  offer: Pick<Offer, 'rules' | 'regions' | 'countries'>
  /** To name a few countries; more are counted. */
  countries: readonly Pick<Country, 'iso2' | 'names'>[]
}

/** Who an offer is for in a few words: bodies and people, places, then what else it asks. */
export function OfferFor({ offer, countries }: Props) {
  const kit = useLanguage()
  const others = offer.rules.map(rule => briefOfRule(rule, kit)).filter(brief => brief !== null)
  return (
    <>
      {whoText(offer, kit)} · <Places offer={offer} countries={countries} />
      {others.length > 0 ? <span className="hint">{[...new Set(others)].join(' · ')}</span> : null}
    </>
  )
}

function whoText({ rules }: Pick<Offer, 'rules'>, { t, format }: LanguageKit): string {
  const who = rules.flatMap(rule => {
    if (rule.rule === 'body') return rule.kinds.map(kind => t.code('rules', `kinds.${kind}`))
    return rule.rule === 'people' ? rule.groups.map(group => t.code('rules', `group.${group}`)) : []
  })
  return who.length > 0 ? format.list(who) : t('offers:who-not-stated')
}

/** More countries than this are counted, not named. */
const mostNamed = 4

function Places({ offer: { regions, countries: named }, countries }: Props) {
  const { language, t, format } = useLanguage()
  if (regions.length + named.length === 0) return <>{t('offers:place-not-stated')}</>
  const places = regions.map(code => t.code('places', code))
  const isNamed = named.length <= mostNamed
  if (!isNamed) places.push(t('offers:countries', { count: named.length, n: format.number(named.length) }))
  const names = isNamed
    ? countries.filter(({ iso2 }) => named.includes(iso2)).map(country => countryName(country, language.code).text)
    : []
  return (
    <>
      <bdi>{format.list(places)}</bdi>
      {places.length > 0 && names.length > 0 ? ' · ' : ''}
      <bdi data-user>{format.list(names)}</bdi>
    </>
  )
}
