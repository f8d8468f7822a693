import type { Offer } from '#app/domain/offers/offer.ts'
import type { RankedOffer } from '#app/domain/ranking/rank-offers.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import type { Translate } from '#app/i18n/translator.ts'
import { PointsBar } from '../figures/points-bar.tsx'
import { OfferWindowTag } from '../records/offer-window-tag.tsx'
import { Text } from '../ui/text.tsx'
import { Words } from '../ui/words.tsx'
import { AnnouncedLeaving } from './announced-leaving.tsx'
import { FitActions } from './fit-actions.tsx'
import { OfOffer } from './offer-name.tsx'
import { fullScore, PointsTable } from './points-table.tsx'
import { RuleResults } from './rule-results.tsx'
import type { NamedCountry } from './sentence-values.tsx'
import { VerdictTag } from './verdict-tag.tsx'
import { WhatWouldChange } from './what-would-change.tsx'

export type CardFit = RankedOffer & { announcedLeaving: string | null }

type Props = {
  fit: CardFit
  /** From 1. */
  rank: number
  countries: readonly NamedCountry[]
  country: NamedCountry | null
}

/** One ranked offer: its place and points, its verdict with every rule, what would change it, and the way on. */
export function FitCard({ fit, rank, countries, country }: Props) {
  const { t, format } = useLanguage()
  const { offer, score, verdict, changes, gains, contributions } = fit
  return (
    <>
      <div className="half">
        <div>
          <h2 className="flat" id={offer.ref}>
            <span className="rank">{format.number(rank)}</span> <Words of={offer.title} />
          </h2>
          <p className="dim">
            <Words of={offer.provider.name} />
          </p>
          <p className="total">
            <Text
              k="fits:score"
              v={{ points: <span className="fig">{format.number(score)}</span>, most: format.number(fullScore) }}
            />{' '}
            <span className="small dim">
              <Gap points={fit.gapToNext} />
            </span>
          </p>
          <PointsBar value={score} full={fullScore} />
          <p>{briefOf(offer, t)}</p>
          <p>
            <OfferWindowTag offer={offer} />
          </p>
        </div>
        <div>
          <p>
            <VerdictTag verdict={verdict.verdict} />
          </p>
          <RuleResults results={verdict.results} countries={countries} withWords />
          <AnnouncedLeaving place={fit.announcedLeaving} country={country} />
          <WhatWouldChange changes={changes} gains={ofOffer(gains)} countries={countries} />
          <p className="acts">
            <FitActions offer={offer} verdict={verdict.verdict} />
          </p>
        </div>
      </div>
      <details>
        <summary>
          {t('fits:points-title')}
          <OfOffer offer={offer} />
        </summary>
        <PointsTable contributions={contributions} score={score} countries={countries} />
      </details>
    </>
  )
}

/** What is offered, as far as the source states it. */
function briefOf({ form, mode, cost }: Offer, t: Translate): string {
  return [t(`offers:form.${form}`), mode && t(`offers:mode.${mode}`), cost && t(`offers:cost.${cost}`)]
    .filter(Boolean)
    .join(' · ')
}

/** What the reader has not said is told once beside the need, not on every card. */
const ofOffer = (gains: RankedOffer['gains']) => gains.filter(({ missing }) => missing === 'offer').slice(0, 1)

export function Gap({ points }: { points: number | null }) {
  const { t, format } = useLanguage()
  if (points === null) return <>{t.code('ranking', 'gap-last')}</>
  if (points === 0) return <>{t.code('ranking', 'gap-none')}</>
  return <>{t.code('ranking', 'gap', { count: points, n: format.number(points) })}</>
}
