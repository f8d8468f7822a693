import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { ProblemSummary } from '#app/components/account/problem-summary.tsx'
import { Page } from '#app/components/layout/page.tsx'
import { isToKeptForm, ownPath } from '#app/domain/accounts/own-path.ts'
import { needsSecondFactor } from '#app/domain/accounts/session.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { formTitle } from '#app/i18n/page-title.ts'
import { requireLanguage } from '#app/i18n/require-language.ts'
import { accountHeaders } from '#app/platform/account-headers.server.ts'
import { formBody } from '#app/platform/form-body.server.ts'
import { refusedForm, returnRefused } from '#app/platform/refused-form.server.ts'
import { visitorOf } from '#app/platform/visitor.server.ts'
import { secondFactorQuerySchema } from '#app/schemas/account-query.ts'
import { readQuery } from '#app/schemas/read-query.ts'
import { requireFirstFactor } from '#app/services/accounts/find-session.server.ts'
import { passSecondFactor, recoverFactor } from '#app/services/accounts/pass-second-factor.server.ts'
import { FactorForm } from './factor-form.tsx'

export const meta: MetaFunction<typeof loader> = ({ data, params }) =>
  formTitle(params.lang, `account:factor.${data?.by ?? 'app'}.title`, Boolean(data?.refused))

export { accountHeaders as headers }

/** After the password, where the account has a second factor; nobody else has anything to do here. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const lang = requireLanguage(params.lang).code
  const session = await requireFirstFactor(context, request, lang)
  const { by, next } = readQuery(secondFactorQuerySchema, request.url)
  if (!needsSecondFactor(session)) throw redirect(ownPath(next) ?? `/${lang}/today`, 303)
  return { refused: refusedForm(context), by: by ?? ('app' as const), next: ownPath(next) }
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const lang = requireLanguage(params.lang).code
  const session = await requireFirstFactor(context, request, lang)
  const { by, next } = readQuery(secondFactorQuerySchema, request.url)
  const visitor = visitorOf(context, request)
  const form = await formBody(request, context)
  if (by === 'recovery') {
    const outcome = await recoverFactor(visitor, session, form)
    return outcome.ok ? redirect(`/${lang}/settings/second-factor?done=off`, 303) : returnRefused(context, outcome)
  }
  const outcome = await passSecondFactor(visitor, session, form)
  return outcome.ok ? redirect(ownPath(next) ?? `/${lang}/today`, 303) : returnRefused(context, outcome)
}

export default function SecondFactor() {
  const { refused, by, next } = useLoaderData<typeof loader>()
  const { t } = useLanguage()
  return (
    <Page>
      <ProblemSummary refused={refused} />
      {isToKeptForm(next) ? <p className="saved">{t('kept:sign-in-first')}</p> : null}
      <FactorForm refused={refused} by={by} next={next} />
    </Page>
  )
}
