import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Done } from '#app/components/account/done.tsx'
import { ActProblems } from '#app/components/acts/act-problems.tsx'
import { SpokenCode } from '#app/components/applications/spoken-code.tsx'
import { ApplicationTag } from '#app/components/applications/state-tags.tsx'
import { Page } from '#app/components/layout/page.tsx'
import { DemonstrationTag } from '#app/components/records/demonstration-tag.tsx'
import { LinkTo } from '#app/components/ui/link-to.tsx'
import { Words } from '#app/components/ui/words.tsx'
import { wasRefused } from '#app/domain/acts/returned-form.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { formTitle } from '#app/i18n/page-title.ts'
import { requireLanguage } from '#app/i18n/require-language.ts'
import { accountHeaders } from '#app/platform/account-headers.server.ts'
import { today } from '#app/platform/clock.server.ts'
import { sessionDb } from '#app/platform/session-client.server.ts'
import { appliedQuerySchema } from '#app/schemas/apply-query.ts'
import { readQuery } from '#app/schemas/read-query.ts'
import { requireSession } from '#app/services/accounts/find-session.server.ts'
import { actingPost } from '#app/services/acts/acting-post.server.ts'
import { formState, returnForm } from '#app/services/acts/form-state.server.ts'
import {
  decideApplication,
  decisionDraft,
  withdrawApplication,
} from '#app/services/applications/decide-application.server.ts'
import { judgeApplicant } from '#app/services/applications/judge-applicant.server.ts'
import { findApplication } from '#app/services/applications/read-application.server.ts'
import { ApplicationFacts } from './application-facts.tsx'
import { DecideForm } from './decide-form.tsx'
import { WhatToKnow } from './what-to-know.tsx'
import { WithdrawForm } from './withdraw-form.tsx'

export const handle = { body: 'form' }

export const meta: MetaFunction<typeof loader> = ({ data, params }) =>
  formTitle(params.lang, 'applications:one', wasRefused(data?.state.returned))

export { accountHeaders as headers }

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  await requireSession(context, request, requireLanguage(params.lang).code)
  const db = sessionDb(context, request)
  const application = await findApplication(db, params.code ?? '')
  if (application === null) throw new Response(null, { status: 404 })
  const decides = application.side === 'provider'
  const [judged, state] = await Promise.all([
    decides ? judgeApplicant(db, application, today(context)) : null,
    formState(context, db, { draft: decides ? decisionDraft(application.ref) : null }),
  ])
  return { application, judged, state, done: readQuery(appliedQuerySchema, request.url).done }
}

export async function action(args: ActionFunctionArgs) {
  const { lang, form, db } = await actingPost(args)
  const application = await findApplication(db, args.params.code ?? '')
  if (application === null) throw new Response(null, { status: 404 })
  const here = `/${lang}/applications/${application.ref}`
  if (form.get('intent') === 'withdraw') {
    const outcome = await withdrawApplication(db, form, application.ref)
    return outcome.ok ? redirect(`${here}?done=withdrawn`, 303) : returnForm(args.context, outcome, form)
  }
  const outcome = await decideApplication(db, form, { application, lang })
  return outcome.ok ? redirect(`${here}?done=decided`, 303) : returnForm(args.context, outcome, form)
}

export default function ApplicationPage() {
  const { t } = useLanguage()
  const { application, judged, state, done } = useLoaderData<typeof loader>()
  const { ref, offer, side, myRole, award } = application
  const mayAct = myRole === 'owner' || myRole === 'editor'
  const labels = {
    outcome: t('applications:outcome'),
    quantity: t('applications:quantity'),
    reasonCode: t('applications:reason-code'),
    reason: t('applications:reason'),
  }
  return (
    <Page>
      <nav className="small" aria-label={t('common:breadcrumb')}>
        <LinkTo to={side === 'provider' ? `/offers/${offer.ref}/applications` : `/offers/${offer.ref}`}>
          <Words of={offer.title} />
        </LinkTo>
      </nav>
      <ActProblems state={state} labels={labels} />
      <h1>{t('applications:one')}</h1>
      {done ? <Done>{t(`applications:done.${done}`)}</Done> : null}
      <DemonstrationTag origin={offer.origin} />
      <p>
        <ApplicationTag state={application.state} />
      </p>
      <SpokenCode code={ref} />
      {award ? (
        <p className="acts">
          <LinkTo to={`/awards/${award.ref}`} className="btn">
            {t('applications:to-award')}
          </LinkTo>
        </p>
      ) : null}
      <ApplicationFacts application={application} />
      {judged ? <WhatToKnow judged={judged} /> : null}
      {side === 'provider' && mayAct ? <DecideForm application={application} state={state} labels={labels} /> : null}
      {side === 'institution' && mayAct ? <WithdrawForm application={application} state={state} /> : null}
    </Page>
  )
}
