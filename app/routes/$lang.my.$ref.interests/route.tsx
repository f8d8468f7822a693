import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Done } from '#app/components/account/done.tsx'
import { ActProblems } from '#app/components/acts/act-problems.tsx'
import { Page } from '#app/components/layout/page.tsx'
import { InterestRows } from '#app/components/needs/interest-rows.tsx'
import { DemonstrationTag } from '#app/components/records/demonstration-tag.tsx'
import { LinkTo } from '#app/components/ui/link-to.tsx'
import { Words } from '#app/components/ui/words.tsx'
import { wasRefused } from '#app/domain/acts/returned-form.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { formTitle } from '#app/i18n/page-title.ts'
import { requireLanguage } from '#app/i18n/require-language.ts'
import { accountHeaders } from '#app/platform/account-headers.server.ts'
import { sessionDb } from '#app/platform/session-client.server.ts'
import { readQuery } from '#app/schemas/read-query.ts'
import { requestDoneSchema } from '#app/schemas/support-request-filter.ts'
import { requireSession } from '#app/services/accounts/find-session.server.ts'
import { actingPost } from '#app/services/acts/acting-post.server.ts'
import { formState, returnForm } from '#app/services/acts/form-state.server.ts'
import { readInterests } from '#app/services/needs/read-interests.server.ts'
import { answerInterest } from '#app/services/needs/send-interest.server.ts'
import { requireMyOrganisation } from '#app/services/people/require-my-organisation.server.ts'
import { AnswerForm } from './answer-form.tsx'

export const handle = { body: 'form' }

export const meta: MetaFunction<typeof loader> = ({ data, params }) =>
  formTitle(params.lang, 'people:room.interests', wasRefused(data?.state.returned))

export { accountHeaders as headers }

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  await requireSession(context, request, requireLanguage(params.lang).code)
  const db = sessionDb(context, request)
  const organisation = await requireMyOrganisation(db, params.ref)
  const [found, state] = await Promise.all([
    readInterests(db, organisation.id, context.now().toISOString()),
    formState(context, db),
  ])
  return { organisation, ...found, state, done: readQuery(requestDoneSchema, request.url).done }
}

export async function action(args: ActionFunctionArgs) {
  const { lang, form, db } = await actingPost(args)
  const { ref } = await requireMyOrganisation(db, args.params.ref)
  const outcome = await answerInterest(db, form, lang)
  return outcome.ok
    ? redirect(`/${lang}/my/${ref}/interests?done=answered`, 303)
    : returnForm(args.context, outcome, form)
}

export default function Interests() {
  const { t, format } = useLanguage()
  const { organisation, toAnswer, others, state, actKeys, done } = useLoaderData<typeof loader>()
  const mayAct = organisation.role === 'owner' || organisation.role === 'editor'
  return (
    <Page>
      <nav className="small" aria-label={t('common:breadcrumb')}>
        <LinkTo to={`/my/${organisation.ref}`}>
          <Words of={organisation.name} />
        </LinkTo>
      </nav>
      <ActProblems state={state} labels={{ reason: t('needs:interest.reason') }} />
      {done ? <Done>{t(`needs:done.${done}`)}</Done> : null}
      <h1>{t('people:room.interests')}</h1>
      <DemonstrationTag origin={organisation.origin} />
      {toAnswer.length + others.length === 0 ? (
        <>
          <p className="note">{t('needs:interest.none')}</p>
          <p>{t('needs:interest.how')}</p>
          <p className="acts">
            <LinkTo to="/offers">{t('common:nav.offers')}</LinkTo>
            <LinkTo to="/needs">{t('common:nav.needs')}</LinkTo>
            <LinkTo to={`/my/${organisation.ref}/needs`}>{t('people:own-needs')}</LinkTo>
          </p>
        </>
      ) : null}
      {toAnswer.length > 0 ? (
        <section>
          <h2>{t('needs:interest.to-answer', { count: toAnswer.length, n: format.number(toAnswer.length) })}</h2>
          <InterestRows
            interests={toAnswer}
            below={interest =>
              mayAct ? <AnswerForm interest={interest} state={state} actKey={actKeys[interest.id] ?? ''} /> : null
            }
          />
        </section>
      ) : null}
      {others.length > 0 ? (
        <section>
          <h2>{t('needs:interest.others')}</h2>
          <InterestRows interests={others} />
        </section>
      ) : null}
    </Page>
  )
}
