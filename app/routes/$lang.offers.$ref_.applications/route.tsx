import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { ApplicationList } from '#app/components/applications/application-list.tsx'
import { Page } from '#app/components/layout/page.tsx'
import { DemonstrationTag } from '#app/components/records/demonstration-tag.tsx'
import { OfferLeft } from '#app/components/records/offer-left.tsx'
import { LinkTo } from '#app/components/ui/link-to.tsx'
import { Words } from '#app/components/ui/words.tsx'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { pageTitle } from '#app/i18n/page-title.ts'
import { requireLanguage } from '#app/i18n/require-language.ts'
import { accountHeaders } from '#app/platform/account-headers.server.ts'
import { today } from '#app/platform/clock.server.ts'
import { sessionDb } from '#app/platform/session-client.server.ts'
import { requireSession } from '#app/services/accounts/find-session.server.ts'
import { readOfferApplications } from '#app/services/applications/read-offer-applications.server.ts'

export const meta: MetaFunction = ({ params }) => pageTitle(params.lang, 'applications:title')

export { accountHeaders as headers }

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  await requireSession(context, request, requireLanguage(params.lang).code)
  const found = await readOfferApplications(sessionDb(context, request), params.ref ?? '', today(context))
  if (found === null) throw new Response(null, { status: 404 })
  return found
}

export default function OfferApplications() {
  const { t, format } = useLanguage()
  const { offer, applications } = useLoaderData<typeof loader>()
  return (
    <Page>
      <nav className="small" aria-label={t('common:breadcrumb')}>
        <LinkTo to={`/offers/${offer.ref}`}>
          <Words of={offer.title} />
        </LinkTo>
      </nav>
      <h1>{t('applications:heading', { count: applications.length, n: format.number(applications.length) })}</h1>
      <DemonstrationTag origin={offer.origin} />
      {offer.here ? (
        <p className="lead">
          <OfferLeft offer={offer} />
        </p>
      ) : null}
      {offer.here?.state === 'open' ? (
        <p className="acts">
          <LinkTo to={`/offers/${offer.ref}/end`}>{t('offers:end.title')}</LinkTo>
        </p>
      ) : null}
      <ApplicationList applications={applications} shows="organisation" />
    </Page>
  )
}
