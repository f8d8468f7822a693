import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { ActProblems } from '#app/components/acts/act-problems.tsx'
import { Page } from '#app/components/layout/page.tsx'
import { NeedForm } from '#app/components/needs/need-form.tsx'
import { useNeedLabels } from '#app/components/needs/use-need-labels.ts'
import { ToWhatFits, WhatFitsSoFar } from '#app/components/needs/what-fits-so-far.tsx'
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
import { requireSession } from '#app/services/accounts/find-session.server.ts'
import { actingPost } from '#app/services/acts/acting-post.server.ts'
import { formState, returnForm } from '#app/services/acts/form-state.server.ts'
import { readRequestChoices } from '#app/services/needs/request-choices.server.ts'
import { requireOwnRequest } from '#app/services/needs/require-own-request.server.ts'
import { changeDraft, changeNeed, typedOf } from '#app/services/needs/send-request.server.ts'
import { showTypedFits } from '#app/services/needs/show-typed-fits.server.ts'

export const handle = { body: 'form' }

export const meta: MetaFunction<typeof loader> = ({ data, params }) =>
  formTitle(params.lang, 'needs:change', wasRefused(data?.state.returned))

export { accountHeaders as headers }

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  await requireSession(context, request, requireLanguage(params.lang).code)
  const db = sessionDb(context, request)
  const { need, organisation } = await requireOwnRequest(db, params.ref)
  const [choices, state] = await Promise.all([
    readRequestChoices(db),
    formState(context, db, { draft: changeDraft(need.ref), typed: typedOf(need) }),
  ])
  return { need, choices, state, shown: await showTypedFits(db, state.typed, organisation.ref, today(context)) }
}

export async function action(args: ActionFunctionArgs) {
  const { lang, form, db } = await actingPost(args)
  const ref = args.params.ref ?? ''
  const outcome = await changeNeed(db, form, { ref, lang })
  return outcome.ok ? redirect(`/${lang}/needs/${ref}?done=changed`, 303) : returnForm(args.context, outcome, form)
}

export default function ChangeNeed() {
  const { t } = useLanguage()
  const { need, choices, state, shown } = useLoaderData<typeof loader>()
  const labels = useNeedLabels()
  return (
    <Page>
      <nav className="small" aria-label={t('common:breadcrumb')}>
        <LinkTo to={`/needs/${need.ref}`}>
          <Words of={need.title} />
        </LinkTo>
      </nav>
      <ActProblems state={state} labels={labels} />
      {shown ? <ToWhatFits total={shown.total} /> : null}
      <h1>{t('needs:change')}</h1>
      <DemonstrationTag origin={need.origin} />
      <NeedForm state={state} labels={labels} choices={choices} send={t('needs:change-send')} version={need.version} />
      {shown ? <WhatFitsSoFar {...shown} /> : null}
    </Page>
  )
}
