import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Done } from '#app/components/account/done.tsx'
import { ActProblems } from '#app/components/acts/act-problems.tsx'
import { Page } from '#app/components/layout/page.tsx'
import { PlatformWork } from '#app/components/people/platform-work.tsx'
import { LinkTo } from '#app/components/ui/link-to.tsx'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { pageTitle } from '#app/i18n/page-title.ts'
import { requireLanguage } from '#app/i18n/require-language.ts'
import { accountHeaders } from '#app/platform/account-headers.server.ts'
import { sessionDb } from '#app/platform/session-client.server.ts'
import { doneQuerySchema } from '#app/schemas/people-query.ts'
import { readQuery } from '#app/schemas/read-query.ts'
import { requireSession } from '#app/services/accounts/find-session.server.ts'
import { actingPost } from '#app/services/acts/acting-post.server.ts'
import { formState, returnForm } from '#app/services/acts/form-state.server.ts'
import { acceptInvitation, withdrawMembership } from '#app/services/people/change-members.server.ts'
import { readMine } from '#app/services/people/read-people.server.ts'
import { InvitationList } from './invitation-list.tsx'
import { MyOrganisations } from './my-organisations.tsx'

export const handle = { body: 'form' }

export const meta: MetaFunction = ({ params }) => pageTitle(params.lang, 'people:my.title')

export { accountHeaders as headers }

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  await requireSession(context, request, requireLanguage(params.lang).code)
  const db = sessionDb(context, request)
  const [mine, state] = await Promise.all([readMine(db), formState(context, db)])
  return { ...mine, state, done: readQuery(doneQuerySchema, request.url).done }
}

export async function action(args: ActionFunctionArgs) {
  const { lang, form, db } = await actingPost(args)
  const isInvitation = form.get('intent') === 'accept'
  const outcome = await (isInvitation ? acceptInvitation : withdrawMembership)(db, form)
  if (!outcome.ok) return returnForm(args.context, outcome, form)
  return redirect(isInvitation ? `/${lang}/my/${outcome.receipt.ref}?done=joined` : `/${lang}/my?done=withdrawn`, 303)
}

export default function MyPage() {
  const { t } = useLanguage()
  const { organisations, roles, invitations, requests, state, done } = useLoaderData<typeof loader>()
  return (
    <Page>
      <ActProblems state={state} labels={{}} />
      <h1>{t('people:my.title')}</h1>
      {done ? <Done>{t(`people:done.${done}`)}</Done> : null}
      <InvitationList invitations={invitations} requests={requests} />
      <MyOrganisations organisations={organisations} />
      <PlatformWork roles={roles} />
      <h2>{t('people:my.more')}</h2>
      <p>{t('people:my.more-why')}</p>
      <p className="acts">
        <LinkTo to="/organisations" className="btn quiet">
          {t('people:my.find')}
        </LinkTo>
        <LinkTo to="/register-organisation">{t('people:register.title')}</LinkTo>
      </p>
    </Page>
  )
}
