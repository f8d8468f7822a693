import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Done } from '#app/components/account/done.tsx'
import { ActProblems } from '#app/components/acts/act-problems.tsx'
import { Page } from '#app/components/layout/page.tsx'
import { DecideRequest } from '#app/components/people/decide-request.tsx'
import { DemonstrationNote } from '#app/components/records/demonstration-tag.tsx'
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
import { decideMembership } from '#app/services/people/decide-membership.server.ts'
import { readClaims } from '#app/services/people/read-people.server.ts'
import { requirePlatformRole } from '#app/services/people/require-platform-role.server.ts'

export const handle = { body: 'form' }

export const meta: MetaFunction<typeof loader> = ({ data, params }) =>
  formTitle(params.lang, 'people:claims.title', wasRefused(data?.state.returned))

export { accountHeaders as headers }

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  await requireSession(context, request, requireLanguage(params.lang).code)
  const db = sessionDb(context, request)
  await requirePlatformRole(db, 'coordinator')
  const [found, state] = await Promise.all([readClaims(db), formState(context, db)])
  return { ...found, state, done: readQuery(doneQuerySchema, request.url).done }
}

export async function action(args: ActionFunctionArgs) {
  const { lang, form, db } = await actingPost(args)
  const outcome = await decideMembership(db, form, lang)
  return outcome.ok ? redirect(`/${lang}/claims?done=decided`, 303) : returnForm(args.context, outcome, form)
}

export default function ClaimsPage() {
  const { t } = useLanguage()
  const { claims, isDemonstration, state, done } = useLoaderData<typeof loader>()
  const labels = { outcome: t('people:outcome'), reason: t('people:reason') }
  return (
    <Page>
      <ActProblems state={state} labels={labels} />
      <h1>{t('people:claims.title')}</h1>
      {done ? <Done>{t(`people:done.${done}`)}</Done> : null}
      <p className="lead">{t('people:claims.lead')}</p>
      {isDemonstration ? <DemonstrationNote>{t('people:only-demonstration')}</DemonstrationNote> : null}
      {claims.length === 0 ? <p className="note">{t('people:claims.none')}</p> : null}
      {claims.map(claim => (
        <section key={claim.id}>
          <h2>
            <LinkTo to={`/organisations/${claim.organisation.ref}`}>
              <Words of={claim.organisation.name} />
            </LinkTo>
          </h2>
          <DecideRequest request={claim} state={state} givesRole={false} />
        </section>
      ))}
    </Page>
  )
}
