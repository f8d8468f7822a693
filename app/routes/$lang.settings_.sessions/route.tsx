import { randomUUID } from 'node:crypto'
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Done } from '#app/components/account/done.tsx'
import { ProblemSummary } from '#app/components/account/problem-summary.tsx'
import { WaysOn } from '#app/components/account/ways-on.tsx'
import { Page } from '#app/components/layout/page.tsx'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { formTitle } from '#app/i18n/page-title.ts'
import { requireLanguage } from '#app/i18n/require-language.ts'
import { accountHeaders } from '#app/platform/account-headers.server.ts'
import { formBody } from '#app/platform/form-body.server.ts'
import { refusedForm, returnRefused } from '#app/platform/refused-form.server.ts'
import { visitorOf } from '#app/platform/visitor.server.ts'
import { doneQuerySchema } from '#app/schemas/account-query.ts'
import { readQuery } from '#app/schemas/read-query.ts'
import { endSessions, readSessions } from '#app/services/accounts/end-sessions.server.ts'
import { requireSession } from '#app/services/accounts/find-session.server.ts'
import { SessionList } from './session-list.tsx'

export const meta: MetaFunction<typeof loader> = ({ data, params }) =>
  formTitle(params.lang, 'account:sessions.title', Boolean(data?.refused))

export { accountHeaders as headers }

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  await requireSession(context, request, requireLanguage(params.lang).code)
  return {
    refused: refusedForm(context),
    actKey: randomUUID(),
    sessions: await readSessions(visitorOf(context, request)),
    done: readQuery(doneQuerySchema, request.url).done,
  }
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const lang = requireLanguage(params.lang).code
  await requireSession(context, request, lang)
  const outcome = await endSessions(visitorOf(context, request), await formBody(request, context))
  return outcome.ok ? redirect(`/${lang}/settings/sessions?done=ended`, 303) : returnRefused(context, outcome)
}

export default function Sessions() {
  const { t } = useLanguage()
  const { refused, actKey, sessions, done } = useLoaderData<typeof loader>()
  return (
    <Page>
      <ProblemSummary refused={refused} />
      <h1>{t('account:sessions.title')}</h1>
      {done === 'ended' && refused === null ? <Done>{t('account:sessions.ended')}</Done> : null}
      <p className="lead">{t('account:sessions.lead')}</p>
      <SessionList sessions={sessions} actKey={actKey} />
      <WaysOn
        ways={[
          ['/settings/password', 'account:settings.password'],
          ['/settings', 'account:settings.back'],
        ]}
      />
    </Page>
  )
}
