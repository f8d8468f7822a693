import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData, useLocation } from '@remix-run/react'
import { Page } from '#app/components/layout/page.tsx'
import { DemonstrationShown, DemonstrationSwitch } from '#app/components/records/demonstration-switch.tsx'
import { OfferTable } from '#app/components/records/offer-table.tsx'
import { LinkTo } from '#app/components/ui/link-to.tsx'
import { Pager } from '#app/components/ui/pager.tsx'
import { Text } from '#app/components/ui/text.tsx'
import { Twins } from '#app/components/ui/twins.tsx'
import { Words } from '#app/components/ui/words.tsx'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { pageTitle } from '#app/i18n/page-title.ts'
import { today } from '#app/platform/clock.server.ts'
import { anonymousDb } from '#app/platform/database.server.ts'
import { languageNotStated, offerFilterSchema, offerWindows } from '#app/schemas/offer-filter.ts'
import { readQuery } from '#app/schemas/read-query.ts'
import { listOffers } from '#app/services/list-offers.server.ts'
import { OfferFilterForm } from './offer-filter-form.tsx'
import { WindowCounts } from './window-counts.tsx'

export const meta: MetaFunction = ({ params }) => pageTitle(params.lang, 'offers:title')

export async function loader({ request, context }: LoaderFunctionArgs) {
  const query = readQuery(offerFilterSchema, request.url)
  return { ...(await listOffers(anonymousDb(context), query, today(context))), query }
}

export default function Offers() {
  const { t, format } = useLanguage()
  const { rows, total, rolling, start, nextKey, windows, provider, countries, choices, query, demonstration, ...list } =
    useLoaderData<typeof loader>()
  const isFiltered = Object.entries(query).some(
    ([name, value]) => !['after', 'demonstration'].includes(name) && value !== null,
  )
  const caption = `${t('offers:range', {
    from: format.number(start + 1),
    to: format.number(start + rows.length),
    total: format.number(total),
  })} ${t('offers:stated-only')}`
  return (
    <Page>
      <h1>
        {t(
          demonstration.isShown
            ? 'common:demonstration.heading'
            : isFiltered
              ? 'offers:heading-filtered'
              : 'offers:heading',
          { count: total, n: format.number(total) },
        )}{' '}
        {rolling > 0 && !demonstration.isShown
          ? t('offers:heading-rolling', { count: rolling, n: format.number(rolling) })
          : null}
      </h1>
      {demonstration.isShown ? <DemonstrationShown /> : <p className="lead">{t('offers:lead')}</p>}
      {provider ? (
        <p>
          <Text k="offers:only-provider" v={{ who: <Words of={provider} /> }} />
        </p>
      ) : null}
      <WindowCounts windows={windows} chosen={query.window} />
      {list.languageNotStated > 0 ? <LanguageNotStated count={list.languageNotStated} /> : null}
      {demonstration.isShown ? null : (
        <OfferFilterForm query={query} countries={countries} choices={choices} isFiltered={isFiltered} />
      )}
      {total === 0 ? (
        <section>
          <h2 id="list">{t('common:none-found')}</h2>
          <p>
            <LinkTo to="/fits">{t('offers:none-next')}</LinkTo>
          </p>
        </section>
      ) : null}
      {offerWindows.map(window => {
        const group = rows.filter(offer => offer.window === window)
        if (group.length === 0) return null
        const isFirst = group[0] === rows[0]
        return (
          <section key={window}>
            <h2 id={isFirst ? 'list' : undefined}>{t(`offers:group.${window}`)}</h2>
            <OfferTable offers={group} countries={countries} caption={isFirst ? caption : undefined} />
          </section>
        )
      })}
      <Pager nextKey={nextKey} isFirst={start === 0} />
      {demonstration.isShown ? null : <Twins formats={['csv', 'json']} />}
      <DemonstrationSwitch {...demonstration} />
    </Page>
  )
}

/** A source that names no language is not one that speaks it: said, with the way there. */
function LanguageNotStated({ count }: { count: number }) {
  const { t, format } = useLanguage()
  const { pathname, search } = useLocation()
  const query = new URLSearchParams(search)
  query.delete('after')
  query.set('language', languageNotStated)
  return (
    <p>
      <a href={`${pathname}?${query}`}>{t('offers:language-not-stated', { count, n: format.number(count) })}</a>
    </p>
  )
}
