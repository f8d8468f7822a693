import type { useLoaderData } from '@remix-run/react'
import { FitCard } from '#app/components/fits/fit-card.tsx'
import { FitRows } from '#app/components/fits/fit-rows.tsx'
import { LinkTo } from '#app/components/ui/link-to.tsx'
import { Pager } from '#app/components/ui/pager.tsx'
import { Text } from '#app/components/ui/text.tsx'
import { Twins } from '#app/components/ui/twins.tsx'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { needAddress } from '#app/schemas/need.ts'
import { Judged } from './judged.tsx'
import { NeedForm } from './need-form.tsx'
import { NeedSummary } from './need-summary.tsx'
import type { loader } from './route.tsx'

type Props = Extract<ReturnType<typeof useLoaderData<typeof loader>>, { state: 'answer' }>

/** So many offers stand on one page of the ranking. */
const pageSize = 8

/** What fits one applicant: the finding, the ranked offers, the near misses, and all others with their reasons. */
export function FitsAnswer({ applicant, need, fits, topics, countries, query, at }: Props) {
  const { t, format } = useLanguage()
  const { ranked, nearMisses, notEligible, forecast, unknownWindow, country } = fits
  const all = [ranked, nearMisses, notEligible, forecast, unknownWindow].flat()
  const start = ranked.findIndex(({ offer }) => offer.ref === query.after) + 1
  const shown = ranked.slice(start, start + pageSize)
  const isLastPage = start + pageSize >= ranked.length
  const detailsAt = (ref: string) => needAddress(query, { offer: ref, after: null })
  const eligible = ranked.filter(({ verdict }) => verdict.verdict === 'eligible').length
  const toCheck = ranked.length - eligible
  const languages = all.flatMap(({ offer }) => [
    ...offer.languages,
    ...offer.rules.flatMap(rule => (rule.rule === 'language' ? rule.languages : [])),
  ])
  return (
    <>
      <h1>
        {eligible > 0 ? t('fits:found', { count: eligible, n: format.number(eligible) }) : t('fits:found-none')}{' '}
        {toCheck > 0 ? t('fits:to-check', { count: toCheck, n: format.number(toCheck) }) : null}
      </h1>
      <p className="lead">
        <NeedSummary need={need} languages={query.languages} />
      </p>
      <p className="dim">
        <Judged applicant={applicant} country={country} at={at} query={query} />
      </p>
      <p className="dim">
        <Text k="fits:order" v={{ how: <LinkTo to="/how-we-count#ranking">{t('fits:order-how')}</LinkTo> }} />
      </p>
      <NeedForm
        query={query}
        organisation={applicant.organisation}
        topics={topics}
        offerLanguages={languages}
        gains={all[0]?.gains.filter(({ missing }) => missing === 'need') ?? []}
      />
      {ranked.length === 0 ? null : (
        <ol className="offers" start={start + 1}>
          {shown.map((fit, index) => (
            <li key={fit.offer.ref}>
              <FitCard fit={fit} rank={start + index + 1} countries={countries} country={country} />
            </li>
          ))}
        </ol>
      )}
      <Pager nextKey={isLastPage ? null : (shown.at(-1)?.offer.ref ?? null)} isFirst={start === 0} />
      {nearMisses.length > 0 ? (
        <section className="near">
          <h2 className="flat" id="near">
            {t('fits:near', { count: nearMisses.length, n: format.number(nearMisses.length) })}
          </h2>
          <p>{t('fits:near-why')}</p>
          <FitRows fits={nearMisses} countries={countries} detailsAt={detailsAt} withChanges />
        </section>
      ) : null}
      {unknownWindow.length > 0 ? (
        <>
          <h2 id="unknown">
            {t('fits:unknown', { count: unknownWindow.length, n: format.number(unknownWindow.length) })}
          </h2>
          <p>{t('fits:unknown-why')}</p>
          <FitRows fits={unknownWindow} countries={countries} detailsAt={detailsAt} />
        </>
      ) : null}
      {forecast.length > 0 ? (
        <>
          <h2 id="later">{t('fits:later', { count: forecast.length, n: format.number(forecast.length) })}</h2>
          <FitRows fits={forecast} countries={countries} detailsAt={detailsAt} />
        </>
      ) : null}
      {notEligible.length > 0 ? (
        <>
          <h2 id="out">{t('fits:out', { count: notEligible.length, n: format.number(notEligible.length) })}</h2>
          <details>
            <summary>{t('fits:out-show')}</summary>
            <FitRows fits={notEligible} countries={countries} detailsAt={detailsAt} />
          </details>
        </>
      ) : null}
      <p>
        <LinkTo to="/offers?window=closed">{t('fits:closed')}</LinkTo>
      </p>
      <p className="acts">
        <LinkTo to="/report-an-error" className="btn quiet">
          {t('common:report-this')}
        </LinkTo>
      </p>
      <Twins formats={['json']} />
    </>
  )
}
