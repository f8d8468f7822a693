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
      {fits.length > 0 && fits.length < total ? (
        <p className="dim">
          {t('needs:fits-first', { shown: format.number(fits.length), total: format.number(total) })}
        </p>
      ) : null}
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

/** From the top of a long form to what fits so far, which stands below it. */
export function ToWhatFits({ total }: Pick<Props, 'total'>) {
  const { t, format } = useLanguage()
  return (
    <p>
      <a href="#fits">
        {total > 0 ? t('needs:fits', { count: total, n: format.number(total) }) : t('needs:fits-none')}
      </a>
    </p>
  )
}
