import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Page } from '#app/components/layout/page.tsx'
import { PartLine } from '#app/components/needs/part-line.tsx'
import { RequestTag } from '#app/components/needs/state-tags.tsx'
import { DemonstrationTag } from '#app/components/records/demonstration-tag.tsx'
import { LinkTo } from '#app/components/ui/link-to.tsx'
import { Words } from '#app/components/ui/words.tsx'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { pageTitle } from '#app/i18n/page-title.ts'
import { requireLanguage } from '#app/i18n/require-language.ts'
import { accountHeaders } from '#app/platform/account-headers.server.ts'
import { sessionDb } from '#app/platform/session-client.server.ts'
import { requireSession } from '#app/services/accounts/find-session.server.ts'
import { readOwnRequests } from '#app/services/needs/read-own-requests.server.ts'
import { requireMyOrganisation } from '#app/services/people/require-my-organisation.server.ts'

export const meta: MetaFunction = ({ params }) => pageTitle(params.lang, 'people:room.needs')

export { accountHeaders as headers }

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  await requireSession(context, request, requireLanguage(params.lang).code)
  const db = sessionDb(context, request)
  const organisation = await requireMyOrganisation(db, params.ref)
  return { organisation, needs: await readOwnRequests(db, organisation.id) }
}

export default function OwnNeeds() {
  const { t } = useLanguage()
  const { organisation, needs } = useLoaderData<typeof loader>()
  const { ref, name, role, origin } = organisation
  return (
    <Page>
      <nav className="small" aria-label={t('common:breadcrumb')}>
        <LinkTo to={`/my/${ref}`}>
          <Words of={name} />
        </LinkTo>
      </nav>
      <h1>{t('people:room.needs')}</h1>
      <DemonstrationTag origin={origin} />
      {role === 'owner' || role === 'editor' ? (
        <p className="acts">
          <LinkTo to={`/my/${ref}/needs/new`} className="btn">
            {t('people:begin.needs')}
          </LinkTo>
        </p>
      ) : null}
      {needs.length === 0 ? <p className="note">{t('needs:own-none')}</p> : null}
      <ul className="rows">
        {needs.map(need => (
          <li key={need.ref}>
            <LinkTo to={`/needs/${need.ref}`}>
              <Words of={need.title} />
            </LinkTo>{' '}
            <RequestTag state={need.state} />
            {need.parts.map((part, n) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two parts may be in one measure; nothing moves them
              <p key={n}>
                <PartLine part={part} />
              </p>
            ))}
          </li>
        ))}
      </ul>
    </Page>
  )
}
