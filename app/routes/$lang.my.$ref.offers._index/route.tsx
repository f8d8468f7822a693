import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Page } from '#app/components/layout/page.tsx'
import { DemonstrationTag } from '#app/components/records/demonstration-tag.tsx'
import { OfferLeft } from '#app/components/records/offer-left.tsx'
import { OfferWindowTag } from '#app/components/records/offer-window-tag.tsx'
import { LinkTo } from '#app/components/ui/link-to.tsx'
import { Words } from '#app/components/ui/words.tsx'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { pageTitle } from '#app/i18n/page-title.ts'
import { requireLanguage } from '#app/i18n/require-language.ts'
import { accountHeaders } from '#app/platform/account-headers.server.ts'
import { today } from '#app/platform/clock.server.ts'
import { sessionDb } from '#app/platform/session-client.server.ts'
import { requireSession } from '#app/services/accounts/find-session.server.ts'
import { readOwnOffers } from '#app/services/offers/read-own-offers.server.ts'
import { requireMyOrganisation } from '#app/services/people/require-my-organisation.server.ts'

export const meta: MetaFunction = ({ params }) => pageTitle(params.lang, 'people:room.offers')

export { accountHeaders as headers }

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  await requireSession(context, request, requireLanguage(params.lang).code)
  const db = sessionDb(context, request)
  const organisation = await requireMyOrganisation(db, params.ref)
  return { organisation, offers: await readOwnOffers(db, organisation.ref, today(context)) }
}

export default function OwnOffers() {
  const { t } = useLanguage()
  const { organisation, offers } = useLoaderData<typeof loader>()
  return (
    <Page>
      <nav className="small" aria-label={t('common:breadcrumb')}>
        <LinkTo to={`/my/${organisation.ref}`}>
          <Words of={organisation.name} />
        </LinkTo>
      </nav>
      <h1>{t('people:room.offers')}</h1>
      <DemonstrationTag origin={organisation.origin} />
      <p className="acts">
        <LinkTo to={`/my/${organisation.ref}/offers/new`} className="btn">
          {t('people:begin.offers')}
        </LinkTo>
      </p>
      {organisation.state === 'verified' || organisation.origin === 'demonstration' ? null : (
        <p className="note">{t('offers:not-listed')}</p>
      )}
      {offers.length === 0 ? <p className="note">{t('offers:own-none')}</p> : null}
      <ul className="rows">
        {offers.map(offer => (
          <li key={offer.ref}>
            <LinkTo to={`/offers/${offer.ref}`}>
              <Words of={offer.title} />
            </LinkTo>{' '}
            <OfferWindowTag offer={offer} />
            {offer.here ? (
              <span className="hint">
                <OfferLeft offer={offer} /> ·{' '}
                <LinkTo to={`/offers/${offer.ref}/applications`}>{t('offers:its-applications')}</LinkTo>
              </span>
            ) : null}
          </li>
        ))}
      </ul>
    </Page>
  )
}
