import { useLanguage } from '#app/i18n/language-kit.ts'
import { CodeText } from '../ui/text.tsx'
import { CountryWords, type NamedCountry } from './sentence-values.tsx'

/** Said where a country gets in by a list that it was announced to leave before that day. */
export function AnnouncedLeaving({ place, country }: { place: string | null; country: NamedCountry | null }) {
  const { t } = useLanguage()
  if (place === null || country === null) return null
  return (
    <p className="note small">
      <CodeText
        ns="rules"
        code="announced-leaving"
        v={{ country: <CountryWords country={country} />, place: t.code('places', place) }}
      />
    </p>
  )
}
