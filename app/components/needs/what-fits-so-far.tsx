import { useLanguage } from '#app/i18n/language-kit.ts'
import { type CardFit, FitCard } from '../fits/fit-card.tsx'
import type { NamedCountry } from '../fits/sentence-values.tsx'

type Props = {
  fits: readonly CardFit[]
  total: number
  country: NamedCountry | null
  countries: readonly NamedCountry[]
}

/** The first offers of the ranking, each with its rules and points; or that none fits. */
export function WhatFitsSoFar({ fits, total, country, countries }: Props) {
  const { t, format } = useLanguage()
  return (
    <section id="fits">
      <h2>{total > 0 ? t('needs:fits', { count: total, n: format.number(total) }) : t('needs:fits-none')}</h2>
      {total === 0 ? <p>{t('needs:fits-none-why')}</p> : null}
      {fits.length === 0 ? null : (
        <ol className="offers">
          {fits.map((fit, index) => (
            <li key={fit.offer.ref}>
              <FitCard fit={fit} rank={index + 1} countries={countries} country={country} />
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}
