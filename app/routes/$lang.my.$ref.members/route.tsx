import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Done } from '#app/components/account/done.tsx'
import { ActProblems } from '#app/components/acts/act-problems.tsx'
import { Page } from '#app/components/layout/page.tsx'
import { DemonstrationTag } from '#app/components/records/demonstration-tag.tsx'
import { LinkTo } from '#app/components/ui/link-to.tsx'
import { Words } from '#app/components/ui/words.tsx'
import { wasRefused } from '#app/domain/acts/returned-form.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { formTitle } from '#app/i18n/page-title.ts'
import { requireLanguage } from '#app/i18n/require-language.ts'
import { accountHeaders } from '#app/platform/account-headers.server.ts'
import { sessionDb } from '#app/platform/session-client.server.ts'
import { doneQuerySchema } from '#app/schemas/people-query.ts'
import { readQuery } from '#app/schemas/read-query.ts'
import { requireSession } from '#app/services/accounts/find-session.server.ts'
import { actingPost } from '#app/services/acts/acting-post.server.ts'
import { formState, returnForm } from '#app/services/acts/form-state.server.ts'
import { changeMember, inviteMember, withdrawInvitation } from '#app/services/people/change-members.server.ts'
import { decideMembership } from '#app/services/people/decide-membership.server.ts'
import { readMembers } from '#app/services/people/read-people.server.ts'
import { requireMyOrganisation } from '#app/services/people/require-my-organisation.server.ts'
import { AskRemoval } from './ask-removal.tsx'
import { InviteForm } from './invite-form.tsx'
import { JoinRequests } from './join-requests.tsx'
import { MemberList } from './member-list.tsx'

export const handle = { body: 'form' }

export const meta: MetaFunction<typeof loader> = ({ data, params }) =>
  formTitle(params.lang, 'people:members.title', wasRefused(data?.state.returned))

export { accountHeaders as headers }

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  await requireSession(context, request, requireLanguage(params.lang).code)
  const db = sessionDb(context, request)
  const organisation = await requireMyOrganisation(db, params.ref)
  const [people, state] = await Promise.all([readMembers(db, organisation), formState(context, db)])
  return { organisation, ...people, state, done: readQuery(doneQuerySchema, request.url).done }
}

export async function action(args: ActionFunctionArgs) {
  const { lang, form, db } = await actingPost(args)
  const organisation = await requireMyOrganisation(db, args.params.ref)
  const here = `/${lang}/my/${organisation.ref}/members`
  const change = () => changeMember(db, form, organisation.id)
  const send = async () => {
    switch (form.get('intent')) {
      case 'invite':
        return [
          await inviteMember(db, form, { organisationId: organisation.id, lang }),
          `${here}?done=invited`,
        ] as const
      case 'uninvite':
        return [await withdrawInvitation(db, form), `${here}?done=withdrawn`] as const
      case 'decide':
        return [await decideMembership(db, form, lang), `${here}?done=decided`] as const
      case 'leave':
        return [await change(), `/${lang}/my?done=left`] as const
      default:
        return [await change(), `${here}?done=changed`] as const
    }
  }
  const [outcome, next] = await send()
  return outcome.ok ? redirect(next, 303) : returnForm(args.context, outcome, form)
}

export default function MembersPage() {
  const { t } = useLanguage()
  const { organisation, members, invitations, requests, state, done } = useLoaderData<typeof loader>()
  const isOwner = organisation.role === 'owner'
  const leaving = state.returned?.isChecked ? members.find(({ id }) => id === state.typed.member) : undefined
  const labels = { mail: t('people:invite.mail'), role: t('people:invite.role'), reason: t('people:reason') }
  return (
    <Page>
      <nav className="small" aria-label={t('common:breadcrumb')}>
        <LinkTo to={`/my/${organisation.ref}`}>
          <Words of={organisation.name} />
        </LinkTo>
      </nav>
      <ActProblems state={state} labels={labels} />
      <h1>{t('people:members.title')}</h1>
      <DemonstrationTag origin={organisation.origin} />
      {done ? <Done>{t(`people:done.${done}`)}</Done> : null}
      {leaving ? (
        <AskRemoval member={leaving} actKey={state.actKey} back={`/my/${organisation.ref}/members`} />
      ) : (
        <>
          <JoinRequests requests={requests} state={state} />
          <MemberList members={members} isOwner={isOwner} />
          {isOwner ? <InviteForm state={state} labels={labels} invitations={invitations} /> : null}
        </>
      )}
    </Page>
  )
}
