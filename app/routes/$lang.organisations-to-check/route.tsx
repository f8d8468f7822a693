import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Done } from '#app/components/account/done.tsx'
import { Page } from '#app/components/layout/page.tsx'
import { DemonstrationNote } from '#app/components/records/demonstration-tag.tsx'
import { LinkTo } from '#app/components/ui/link-to.tsx'
import { Words } from '#app/components/ui/words.tsx'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { pageTitle } from '#app/i18n/page-title.ts'
import { requireLanguage } from '#app/i18n/require-language.ts'
import { accountHeaders } from '#app/platform/account-headers.server.ts'
import { sessionDb } from '#app/platform/session-client.server.ts'
import { doneQuerySchema } from '#app/schemas/people-query.ts'
import { readQuery } from '#app/schemas/read-query.ts'
import { requireSession } from '#app/services/accounts/find-session.server.ts'
import { readOrganisationsToCheck } from '#app/services/people/read-people.server.ts'
import { requirePlatformRole } from '#app/services/people/require-platform-role.server.ts'

export const meta: MetaFunction = ({ params }) => pageTitle(params.lang, 'people:to-check.title')

export { accountHeaders as headers }

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  await requireSession(context, request, requireLanguage(params.lang).code)
  const db = sessionDb(context, request)
  await requirePlatformRole(db, 'verifier')
  return { ...(await readOrganisationsToCheck(db)), done: readQuery(doneQuerySchema, request.url).done }
}

export default function OrganisationsToCheck() {
  const { t, format } = useLanguage()
  const { organisations, isDemonstration, done } = useLoaderData<typeof loader>()
  return (
    <Page>
      <h1>{t('people:to-check.title')}</h1>
      {done ? <Done>{t(`people:done.${done}`)}</Done> : null}
      <p className="lead">{t('people:to-check.lead')}</p>
      {isDemonstration ? <DemonstrationNote>{t('people:only-demonstration')}</DemonstrationNote> : null}
      {organisations.length === 0 ? <p className="note">{t('people:to-check.none')}</p> : null}
      <ul className="rows">
        {organisations.map(({ ref, name, since, checks }) => (
          <li key={ref}>
            <LinkTo to={`/organisations/${ref}/check`}>
              <Words of={name} />
            </LinkTo>
            <span className="hint">
              {t('people:to-check.since', { at: format.moment(since) })}
              {checks > 0 ? ` · ${t('people:to-check.before', { count: checks, n: format.number(checks) })}` : ''}
            </span>
          </li>
        ))}
      </ul>
    </Page>
  )
}
