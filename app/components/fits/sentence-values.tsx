import { Fragment, type ReactNode } from 'react'
import type { Country } from '#app/domain/countries/country.ts'
import type { Params } from '#app/domain/eligibility/rule.ts'
import { type LanguageKit, useLanguage } from '#app/i18n/language-kit.ts'
import { countryName } from '../records/country-name.tsx'
import { Words } from '../ui/words.tsx'

export type NamedCountry = Pick<Country, 'iso2' | 'names'>

/** Parameters that hold ISO 3166-1 codes. */
const countryParams = new Set(['country', 'countries'])

/**
 * What goes into the sentences of rules and of ranking: every code becomes its name in the reader's language.
 * `n` is the number that a sentence shows; the one that chooses its plural form stays a number.
 */
export function sentenceValues(params: Params, kit: LanguageKit, countries: readonly NamedCountry[]) {
  const values: Record<string, ReactNode> = {}
  for (const [name, value] of Object.entries(params)) {
    if (countryParams.has(name))
      values[name] = <CountryNames codes={[value].flat().map(String)} countries={countries} />
    else if (typeof value === 'number') values[name] = name === 'count' ? value : kit.format.number(value)
    else if (Array.isArray(value)) values[name] = kit.format.list(value.map(code => wordOf(name, code, kit)))
    else values[name] = wordOf(name, value, kit)
  }
  if (typeof params.count === 'number') values.n = kit.format.number(params.count)
  return values
}

function wordOf(name: string, code: string, { t, format }: LanguageKit): string {
  switch (name) {
    case 'place':
    case 'places':
      return t.code('places', code)
    case 'kind':
      return t.code('rules', `kind.${code}`)
    case 'kinds':
      return t.code('rules', `kinds.${code}`)
    case 'group':
    case 'groups':
      return t.code('rules', `group.${code}`)
    case 'language':
    case 'languages':
      return format.languageName(code)
    case 'topic':
    case 'above':
      return t.code('topics', code)
    case 'offered':
      // A topic, or languages; where it is neither, the sentence does not show it.
      return t.hasCode('topics', code) ? t.code('topics', code) : format.languageName(code.replaceAll('_', '-'))
    case 'offerKind':
    case 'needKind':
      return t.code('values', `kind.${code}`)
    default:
      // Codes that only choose a sentence and are never shown.
      return ''
  }
}

/** The name of a country without a link, for the middle of a sentence. */
export function CountryWords({ country }: { country: NamedCountry }) {
  const { language } = useLanguage()
  return <Words of={countryName(country, language.code)} />
}

function CountryNames({ codes, countries }: { codes: readonly string[]; countries: readonly NamedCountry[] }) {
  const named = countries.filter(({ iso2 }) => codes.includes(iso2))
  return (
    <>
      {named.map((country, index) => (
        <Fragment key={country.iso2}>
          {index > 0 ? ' · ' : ''}
          <CountryWords country={country} />
        </Fragment>
      ))}
    </>
  )
}
