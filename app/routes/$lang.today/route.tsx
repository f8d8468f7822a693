import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Page } from '#app/components/layout/page.tsx'
import { PlatformWork } from '#app/components/people/platform-work.tsx'
import { BegunList } from '#app/components/today/begun-list.tsx'
import { LinkTo } from '#app/components/ui/link-to.tsx'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { pageTitle } from '#app/i18n/page-title.ts'
import { requireLanguage } from '#app/i18n/require-language.ts'
import { accountHeaders } from '#app/platform/account-headers.server.ts'
import { today } from '#app/platform/clock.server.ts'
import { sessionDb } from '#app/platform/session-client.server.ts'
import { requireSession } from '#app/services/accounts/find-session.server.ts'
import { readToday } from '#app/services/today/read-today.server.ts'
import { TaskList } from './task-list.tsx'

export const meta: MetaFunction = ({ params }) => pageTitle(params.lang, 'today:title')

export { accountHeaders as headers }

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  await requireSession(context, request, requireLanguage(params.lang).code)
  return { ...(await readToday(sessionDb(context, request))), at: today(context) }
}

export default function TodayPage() {
  const { t, format } = useLanguage()
  const { tasks, unread, hasOrganisation, roles, begun, at } = useLoaderData<typeof loader>()
  const hasPart = hasOrganisation || roles.length > 0
  return (
    <Page>
      <h1>
        {tasks.length === 0
          ? t('today:title')
          : t('today:heading', { count: tasks.length, n: format.number(tasks.length) })}
      </h1>
      {tasks.length === 0 ? <p className="lead">{t(hasPart ? 'today:nothing' : 'today:nothing-yet')}</p> : null}
      {(['coordinator', 'verifier'] as const).map(role =>
        roles.includes(role) ? <p key={role}>{t(`today:part.${role}`)}</p> : null,
      )}
      <TaskList tasks={tasks} at={at} />
      <BegunList begun={begun} />
      <PlatformWork roles={roles} />
      <p className="acts">
        <LinkTo to="/notifications" className="btn quiet">
          {t('today:told', { count: unread, n: format.number(unread) })}
        </LinkTo>
        <LinkTo to="/my">{t('people:my.title')}</LinkTo>
        <LinkTo to="/settings">{t('common:nav.account')}</LinkTo>
      </p>
    </Page>
  )
}
