import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Done } from '#app/components/account/done.tsx'
import { Page } from '#app/components/layout/page.tsx'
import { DemonstrationTag } from '#app/components/records/demonstration-tag.tsx'
import { OfferWindowTag } from '#app/components/records/offer-window-tag.tsx'
import { ReportLink } from '#app/components/records/report-link.tsx'
import { LinkTo } from '#app/components/ui/link-to.tsx'
import { Text } from '#app/components/ui/text.tsx'
import { Twins } from '#app/components/ui/twins.tsx'
import { Words } from '#app/components/ui/words.tsx'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { titled } from '#app/i18n/page-title.ts'
import { today } from '#app/platform/clock.server.ts'
import { anonymousDb } from '#app/platform/database.server.ts'
import { appliedQuerySchema } from '#app/schemas/apply-query.ts'
import { readQuery } from '#app/schemas/read-query.ts'
import { readOffer } from '#app/services/read-offer.server.ts'
import { ApplyAtSource } from './apply-at-source.tsx'
import { ApplyHere } from './apply-here.tsx'
import { OfferFacts } from './offer-facts.tsx'
import { OfferRules } from './offer-rules.tsx'

export const meta: MetaFunction<typeof loader> = ({ data }) => (data ? titled(data.offer.title.text) : [])

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const at = today(context)
  const found = await readOffer(anonymousDb(context), params.ref ?? '', at)
  if (found === null) throw new Response(null, { status: 404 })
  return { ...found, at, done: readQuery(appliedQuerySchema, request.url).done }
}

export default function OfferPage() {
  const { t, format } = useLanguage()
  const { offer, countries, othersOfProvider, at, done } = useLoaderData<typeof loader>()
  return (
    <Page>
      <nav className="small" aria-label={t('common:breadcrumb')}>
        <LinkTo to="/offers">{t('common:nav.offers')}</LinkTo>
      </nav>
      <h1>
        <Words of={offer.title} />
      </h1>
      {done ? <Done>{t(`applications:done.${done}`)}</Done> : null}
      <DemonstrationTag origin={offer.origin} />
      {offer.origin === 'platform' && !offer.isListed ? <p className="note">{t('offers:not-listed')}</p> : null}
      <p className="lead">
        <Text
          k="offers:offered-by"
          v={{
            who: (
              <LinkTo to={`/organisations/${offer.provider.ref}`}>
                <Words of={offer.provider.name} />
              </LinkTo>
            ),
          }}
        />
      </p>
      {offer.description ? (
        <p>
          <Words of={offer.description} />
        </p>
      ) : null}
      <p>
        <OfferWindowTag offer={offer} />{' '}
        {offer.here ? null : (
          <span className="small dim">{t(`offers:window-why.${offer.window}`, { date: format.day(at) })}</span>
        )}
      </p>
      <ApplyAtSource offer={offer} />
      <ApplyHere offer={offer} />
      <div className="two">
        <section>
          <h2>{t('offers:rules')}</h2>
          <OfferRules offer={offer} countries={countries} />
        </section>
        <section>
          <h2>{t('offers:facts')}</h2>
          <OfferFacts offer={offer} />
          {othersOfProvider > 0 ? (
            <p>
              <LinkTo to={`/offers?provider=${offer.provider.ref}`}>
                {t('offers:others', { count: othersOfProvider + 1, n: format.number(othersOfProvider + 1) })}
              </LinkTo>
            </p>
          ) : null}
        </section>
      </div>
      <div className="acts">
        <ReportLink about={`offer:${offer.ref}`} />
        <LinkTo to="/offers">{t('errors:to-offers')}</LinkTo>
      </div>
      <Twins formats={['json']} of="record" />
    </Page>
  )
}
