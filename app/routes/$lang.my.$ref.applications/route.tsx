import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { ApplicationList } from '#app/components/applications/application-list.tsx'
import { Page } from '#app/components/layout/page.tsx'
import { DemonstrationTag } from '#app/components/records/demonstration-tag.tsx'
import { LinkTo } from '#app/components/ui/link-to.tsx'
import { Words } from '#app/components/ui/words.tsx'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { pageTitle } from '#app/i18n/page-title.ts'
import { requireLanguage } from '#app/i18n/require-language.ts'
import { accountHeaders } from '#app/platform/account-headers.server.ts'
import { sessionDb } from '#app/platform/session-client.server.ts'
import { requireSession } from '#app/services/accounts/find-session.server.ts'
import { listApplications } from '#app/services/applications/read-application.server.ts'
import { requireMyOrganisation } from '#app/services/people/require-my-organisation.server.ts'

export const meta: MetaFunction = ({ params }) => pageTitle(params.lang, 'people:room.applications')

export { accountHeaders as headers }

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  await requireSession(context, request, requireLanguage(params.lang).code)
  const db = sessionDb(context, request)
  const organisation = await requireMyOrganisation(db, params.ref)
  return { organisation, applications: await listApplications(db, { organisationId: organisation.id }) }
}

export default function OwnApplications() {
  const { t } = useLanguage()
  const { organisation, applications } = useLoaderData<typeof loader>()
  return (
    <Page>
      <nav className="small" aria-label={t('common:breadcrumb')}>
        <LinkTo to={`/my/${organisation.ref}`}>
          <Words of={organisation.name} />
        </LinkTo>
      </nav>
      <h1>{t('people:room.applications')}</h1>
      <DemonstrationTag origin={organisation.origin} />
      {applications.length === 0 ? <p className="note">{t('applications:none-applications')}</p> : null}
      <ApplicationList applications={applications} shows="offer" />
      <p className="acts">
        <LinkTo to="/offers" className="btn quiet">
          {t('applications:to-offers')}
        </LinkTo>
        <LinkTo to="/applications">{t('applications:find')}</LinkTo>
      </p>
    </Page>
  )
}
