import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { AwardList } from '#app/components/applications/award-list.tsx'
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
import { listAwards } from '#app/services/awards/read-award.server.ts'
import { requireMyOrganisation } from '#app/services/people/require-my-organisation.server.ts'

export const meta: MetaFunction = ({ params }) => pageTitle(params.lang, 'people:room.awards')

export { accountHeaders as headers }

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  await requireSession(context, request, requireLanguage(params.lang).code)
  const db = sessionDb(context, request)
  const organisation = await requireMyOrganisation(db, params.ref)
  return { organisation, awards: await listAwards(db, organisation.id) }
}

export default function OwnAwards() {
  const { t } = useLanguage()
  const { organisation, awards } = useLoaderData<typeof loader>()
  return (
    <Page>
      <nav className="small" aria-label={t('common:breadcrumb')}>
        <LinkTo to={`/my/${organisation.ref}`}>
          <Words of={organisation.name} />
        </LinkTo>
      </nav>
      <h1>{t('people:room.awards')}</h1>
      <DemonstrationTag origin={organisation.origin} />
      {awards.length === 0 ? <p className="note">{t('applications:none-awards')}</p> : null}
      <AwardList awards={awards} ownRef={organisation.ref} />
    </Page>
  )
}
