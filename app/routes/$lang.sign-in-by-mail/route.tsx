import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { EnterCode } from '#app/components/account/enter-code.tsx'
import { ProblemSummary } from '#app/components/account/problem-summary.tsx'
import { Page } from '#app/components/layout/page.tsx'
import { isToKeptForm, ownPath } from '#app/domain/accounts/own-path.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { formTitle } from '#app/i18n/page-title.ts'
import { requireLanguage } from '#app/i18n/require-language.ts'
import { accountHeaders } from '#app/platform/account-headers.server.ts'
import { formBody } from '#app/platform/form-body.server.ts'
import { refusedForm, returnRefused } from '#app/platform/refused-form.server.ts'
import { visitorOf } from '#app/platform/visitor.server.ts'
import { codeStepSchema } from '#app/schemas/account-query.ts'
import { readQuery } from '#app/schemas/read-query.ts'
import { askSignInCode, enterSignInCode } from '#app/services/accounts/sign-in-by-mail.server.ts'
import { AskCode } from './ask-code.tsx'

export const meta: MetaFunction<typeof loader> = ({ data, params }) =>
  formTitle(params.lang, 'account:by-mail.title', Boolean(data?.refused))

export { accountHeaders as headers }

export function loader({ request, context }: LoaderFunctionArgs) {
  const { step, next } = readQuery(codeStepSchema, request.url)
  return { refused: refusedForm(context), step, next: ownPath(next) }
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const lang = requireLanguage(params.lang).code
  const form = await formBody(request, context)
  const visitor = visitorOf(context, request)
  if (!form.has('code')) {
    const asked = await askSignInCode(visitor, form)
    // The page that answers knows the address, so that nobody types it twice; no address of a page carries it.
    return asked.ok ? { mail: asked.mail } : returnRefused(context, asked)
  }
  const outcome = await enterSignInCode(visitor, form)
  if (!outcome.ok) return returnRefused(context, outcome)
  if (outcome.isNew) return redirect(`/${lang}/new-password`, 303)
  return redirect(ownPath(readQuery(codeStepSchema, request.url).next) ?? `/${lang}/today`, 303)
}

export default function SignInByMail() {
  const { t } = useLanguage()
  const { refused, step, next } = useLoaderData<typeof loader>()
  const asked = useActionData<typeof action>()
  const isWrongCode = refused?.problems.some(problem => problem.startsWith('code.')) ?? false
  return (
    <Page>
      <ProblemSummary refused={refused} />
      {isToKeptForm(next) ? <p className="saved">{t('kept:sign-in-first')}</p> : null}
      {asked || step === 'enter' || isWrongCode ? (
        <EnterCode refused={refused} mail={asked?.mail ?? null} next={next} />
      ) : (
        <AskCode refused={refused} next={next} />
      )}
    </Page>
  )
}
