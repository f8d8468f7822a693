import type { useLoaderData } from '@remix-run/react'
import { PointsBar } from '#app/components/figures/points-bar.tsx'
import { AnnouncedLeaving } from '#app/components/fits/announced-leaving.tsx'
import { FitActions } from '#app/components/fits/fit-actions.tsx'
import { Gap } from '#app/components/fits/fit-card.tsx'
import { fullScore, PointsOf, PointsTable } from '#app/components/fits/points-table.tsx'
import { RuleResults } from '#app/components/fits/rule-results.tsx'
import { VerdictTag } from '#app/components/fits/verdict-tag.tsx'
import { WhatWouldChange } from '#app/components/fits/what-would-change.tsx'
import { OfferWindowTag } from '#app/components/records/offer-window-tag.tsx'
import { ReportLink } from '#app/components/records/report-link.tsx'
import { LinkTo } from '#app/components/ui/link-to.tsx'
import { Text } from '#app/components/ui/text.tsx'
import { Twins } from '#app/components/ui/twins.tsx'
import { Words } from '#app/components/ui/words.tsx'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { needAddress } from '#app/schemas/need.ts'
import { Judged } from './judged.tsx'
import { NeedSummary } from './need-summary.tsx'
import type { loader } from './route.tsx'

type Props = Extract<ReturnType<typeof useLoaderData<typeof loader>>, { state: 'one-offer' }>

/** One offer for one applicant: every rule in the words of the source, every point, and what would change them. */
export function OneFit({ applicant, need, fits, countries, found, query, at }: Props) {
  const { t, format } = useLanguage()
  const { list, index, length, fit } = found
  const { offer, verdict, score, contributions, changes, gains } = fit
  return (
    <>
      <nav className="small" aria-label={t('common:breadcrumb')}>
        <LinkTo to={needAddress(query, { offer: null })}>{t('fits:back')}</LinkTo>
      </nav>
      <h1>
        <Words of={offer.title} />
      </h1>
      <p className="lead">
        <VerdictTag verdict={verdict.verdict} /> {t.code('rules', `verdict-why.${verdict.verdict}`)}
      </p>
      <p className="dim">
        <Judged applicant={applicant} country={fits.country} at={at} query={query} />{' '}
        <NeedSummary need={need} languages={query.languages} />
      </p>
      <p>
        <OfferWindowTag offer={offer} /> <Words of={offer.provider.name} />
      </p>
      <div className="half">
        <section>
          <h2>{t('fits:rules')}</h2>
          <RuleResults results={verdict.results} countries={countries} withWords />
          <AnnouncedLeaving place={fit.announcedLeaving} country={fits.country} />
        </section>
        <section>
          <h2>{t('fits:next')}</h2>
          <WhatWouldChange changes={changes} gains={gains} countries={countries} />
          <p className="acts">
            <FitActions offer={offer} verdict={verdict.verdict} />
          </p>
        </section>
      </div>
      <h2 id="points">{t('fits:points-title')}</h2>
      <p className="total">
        <span className="fig">
          <PointsOf points={score} most={fullScore} />
        </span>{' '}
        <span className="small dim">
          {list === 'ranked' ? (
            <>
              {t('fits:place', { place: format.number(index + 1), of: format.number(length) })}{' '}
              <Gap points={fit.gapToNext} />
            </>
          ) : (
            t(`fits:not-ranked.${list}`)
          )}
        </span>
      </p>
      <PointsBar value={score} full={fullScore} />
      <PointsTable contributions={contributions} score={score} countries={countries} />
      <p className="small dim">
        <Text k="fits:order" v={{ how: <LinkTo to="/how-we-count#ranking">{t('fits:order-how')}</LinkTo> }} />
      </p>
      <div className="acts">
        <ReportLink about={`offer:${offer.ref}`} />
        <LinkTo to={needAddress(query, { offer: null })}>{t('fits:back')}</LinkTo>
      </div>
      <Twins formats={['json']} />
    </>
  )
}
