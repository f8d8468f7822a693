import { randomUUID } from 'node:crypto'
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
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
import { requireSession } from '#app/services/accounts/find-session.server.ts'
import { makeRecoveryCodes } from '#app/services/accounts/make-recovery-codes.server.ts'
import { CodeList } from './code-list.tsx'

export const meta: MetaFunction<typeof loader> = ({ data, params }) =>
  formTitle(params.lang, 'account:codes.title', Boolean(data?.refused))

export { accountHeaders as headers }

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const lang = requireLanguage(params.lang).code
  const { hasFactor, recoveryCodes } = await requireSession(context, request, lang)
  if (!hasFactor) throw redirect(`/${lang}/settings/second-factor`, 303)
  return {
    refused: refusedForm(context),
    actKey: randomUUID(),
    left: recoveryCodes,
    done: readQuery(doneQuerySchema, request.url).done,
  }
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const session = await requireSession(context, request, requireLanguage(params.lang).code)
  const outcome = await makeRecoveryCodes(visitorOf(context, request), session, await formBody(request, context))
  // Shown in this answer alone: no address leads to them.
  return outcome.ok ? { codes: outcome.codes } : returnRefused(context, outcome)
}

export default function RecoveryCodes() {
  const { t, format } = useLanguage()
  const { refused, actKey, left, done } = useLoaderData<typeof loader>()
  const codes = useActionData<{ codes: string[] } | null>()?.codes
  return (
    <Page>
      <ProblemSummary refused={refused} />
      <h1>{t('account:codes.title')}</h1>
      {done === 'on' && !codes && refused === null ? <Done>{t('account:factor-page.on')}</Done> : null}
      {codes ? (
        <CodeList codes={codes} />
      ) : (
        <form method="post" className="panel">
          <p>{t('account:codes.lead')}</p>
          <p>{t('account:settings.codes-left', { count: left, n: format.number(left) })}</p>
          <input type="hidden" name="act_key" value={actKey} />
          <button type="submit" className="btn">
            {t(left > 0 ? 'account:codes.replace' : 'account:codes.make')}
          </button>
        </form>
      )}
      <WaysOn ways={[['/settings', 'account:settings.back']]} />
    </Page>
  )
}
