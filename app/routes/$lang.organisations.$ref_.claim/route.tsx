import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { ActArea } from '#app/components/acts/act-fields.tsx'
import { ActForm } from '#app/components/acts/act-form.tsx'
import { ActProblems } from '#app/components/acts/act-problems.tsx'
import { Page } from '#app/components/layout/page.tsx'
import { DemonstrationNote, DemonstrationTag } from '#app/components/records/demonstration-tag.tsx'
import { LinkTo } from '#app/components/ui/link-to.tsx'
import { Text } from '#app/components/ui/text.tsx'
import { Words } from '#app/components/ui/words.tsx'
import { wasRefused } from '#app/domain/acts/returned-form.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { formTitle } from '#app/i18n/page-title.ts'
import { requireLanguage } from '#app/i18n/require-language.ts'
import { accountHeaders } from '#app/platform/account-headers.server.ts'
import { sessionDb } from '#app/platform/session-client.server.ts'
import { htmlConstraints } from '#app/schemas/html-constraints.ts'
import { statementSchema } from '#app/schemas/people-forms.ts'
import { requireSession } from '#app/services/accounts/find-session.server.ts'
import { actingPost } from '#app/services/acts/acting-post.server.ts'
import { formState, returnForm } from '#app/services/acts/form-state.server.ts'
import { askDraft, askToAct } from '#app/services/people/act-for-organisation.server.ts'
import { readToAct } from '#app/services/people/read-people.server.ts'

export const handle = { body: 'form' }

const constraints = htmlConstraints(statementSchema)

export const meta: MetaFunction<typeof loader> = ({ data, params }) =>
  formTitle(params.lang, 'people:claim.title', wasRefused(data?.state.returned))

export { accountHeaders as headers }

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  await requireSession(context, request, requireLanguage(params.lang).code)
  const db = sessionDb(context, request)
  const ref = params.ref ?? ''
  const [found, state] = await Promise.all([readToAct(db, ref), formState(context, db, { draft: askDraft(ref) })])
  if (found === null) throw new Response(null, { status: 404 })
  return { ...found, state }
}

export async function action(args: ActionFunctionArgs) {
  const { lang, form, db } = await actingPost(args)
  const found = await readToAct(db, args.params.ref ?? '')
  if (found === null) throw new Response(null, { status: 404 })
  const { ref, state } = found.organisation
  const outcome = await askToAct(db, form, { ref, state, lang })
  if (!outcome.ok) return returnForm(args.context, outcome, form)
  const isMine = outcome.receipt.state === 'claimed'
  return redirect(isMine ? `/${lang}/my/${ref}?done=claimed` : `/${lang}/my?done=waiting`, 303)
}

export default function ClaimPage() {
  const { t } = useLanguage()
  const { organisation, isClosed, isMember, asked, state } = useLoaderData<typeof loader>()
  const kind = organisation.state === 'listed' ? 'claim' : 'join'
  const labels = { statement: t(`people:${kind}.statement`) }
  return (
    <Page>
      <ActProblems state={state} labels={labels} />
      <h1>
        <Text k={`people:${kind}.heading`} v={{ name: <Words of={organisation.name} /> }} />
      </h1>
      <DemonstrationTag origin={organisation.origin} />
      {isClosed ? (
        <DemonstrationNote>{t('people:closed')}</DemonstrationNote>
      ) : isMember ? (
        <p className="note">
          {t('people:member-already')} <LinkTo to={`/my/${organisation.ref}`}>{t('people:to-it')}</LinkTo>
        </p>
      ) : asked?.state === 'waiting' ? (
        <p className="note">
          {t('people:asked-already')} <LinkTo to="/my">{t('people:my.title')}</LinkTo>
        </p>
      ) : (
        <>
          <p className="lead">{t(kind === 'claim' ? 'people:who-checks' : 'people:join.lead')}</p>
          {asked?.reason ? (
            <p className="note">
              <Text k="people:refused-before" v={{ reason: <Words of={asked.reason} /> }} />
            </p>
          ) : null}
          <ActForm state={state} constraints={constraints} send={t(`people:${kind}.send`)} keepsDraft>
            <ActArea name="statement" label={labels.statement} hint={t(`people:${kind}.hint`)} />
          </ActForm>
        </>
      )}
    </Page>
  )
}
