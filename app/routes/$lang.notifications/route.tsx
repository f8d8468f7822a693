import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { ActButton } from '#app/components/acts/act-button.tsx'
import { Page } from '#app/components/layout/page.tsx'
import { ToldResult, ToldSentence } from '#app/components/today/told-sentence.tsx'
import { LinkTo } from '#app/components/ui/link-to.tsx'
import { Pager } from '#app/components/ui/pager.tsx'
import { Tag } from '#app/components/ui/tag.tsx'
import { toldPath } from '#app/domain/today/notification.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { pageTitle } from '#app/i18n/page-title.ts'
import { requireLanguage } from '#app/i18n/require-language.ts'
import { accountHeaders } from '#app/platform/account-headers.server.ts'
import { sessionDb } from '#app/platform/session-client.server.ts'
import { notificationQuerySchema } from '#app/schemas/notification-query.ts'
import { readQuery } from '#app/schemas/read-query.ts'
import { requireSession } from '#app/services/accounts/find-session.server.ts'
import { actingPost } from '#app/services/acts/acting-post.server.ts'
import { formState, returnForm } from '#app/services/acts/form-state.server.ts'
import { markAllRead } from '#app/services/today/mark-read.server.ts'
import { readNotifications } from '#app/services/today/read-today.server.ts'

export const handle = { body: 'form' }

export const meta: MetaFunction = ({ params }) => pageTitle(params.lang, 'today:notifications')

export { accountHeaders as headers }

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  await requireSession(context, request, requireLanguage(params.lang).code)
  const db = sessionDb(context, request)
  const { after } = readQuery(notificationQuerySchema, request.url)
  const [page, state] = await Promise.all([readNotifications(db, after), formState(context, db)])
  return { ...page, isFirst: after === null, state }
}

export async function action(args: ActionFunctionArgs) {
  const { lang, form, db } = await actingPost(args)
  const outcome = await markAllRead(db, form)
  return outcome.ok ? redirect(`/${lang}/notifications`, 303) : returnForm(args.context, outcome, form)
}

export default function NotificationsPage() {
  const { t, format } = useLanguage()
  const { rows, nextKey, isFirst, state } = useLoaderData<typeof loader>()
  return (
    <Page>
      <nav className="small" aria-label={t('common:breadcrumb')}>
        <LinkTo to="/today">{t('today:title')}</LinkTo>
      </nav>
      <h1>{t('today:notifications')}</h1>
      {rows.length === 0 ? <p className="note">{t('today:told-nothing')}</p> : null}
      <ul className="rows">
        {rows.map(row => (
          <li key={row.id}>
            {row.isRead ? null : (
              <>
                <Tag tone="warn" shape="ask">
                  {t('today:new')}
                </Tag>{' '}
              </>
            )}
            <LinkTo to={toldPath(row)}>
              <ToldSentence told={row} />
            </LinkTo>
            <ToldResult told={row} />
            <span className="hint">{format.moment(row.createdAt)}</span>
          </li>
        ))}
      </ul>
      {rows.some(({ isRead }) => !isRead) ? (
        <ActButton actKey={state.actKey} fields={{}} isQuiet>
          {t('today:all-read')}
        </ActButton>
      ) : null}
      <Pager nextKey={nextKey} isFirst={isFirst} />
    </Page>
  )
}
