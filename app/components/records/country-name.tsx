import type { SourceText } from '#app/domain/commitments/commitment.ts'
import type { Country } from '#app/domain/countries/country.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { LinkTo } from '../ui/link-to.tsx'
import { Words } from '../ui/words.tsx'

type Named = Pick<Country, 'iso2' | 'names'>

/** The name of a country in a language; in English where the file has none in it. */
export function countryName({ iso2, names }: Named, language: string): SourceText {
  const own = names[language]
  return own === undefined ? { text: names.en ?? iso2, lang: 'en' } : { text: own, lang: language }
}

/** The name of a country in the reader's language, leading to its page. */
export function CountryLink({ country }: { country: Named }) {
  const { language } = useLanguage()
  return (
    <LinkTo to={`/countries/${country.iso2}`}>
      <Words of={countryName(country, language.code)} />
    </LinkTo>
  )
}
