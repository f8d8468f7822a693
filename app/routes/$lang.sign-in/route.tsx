import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { AccountField } from '#app/components/account/account-field.tsx'
import { ProblemSummary } from '#app/components/account/problem-summary.tsx'
import { WaysOn } from '#app/components/account/ways-on.tsx'
import { Page } from '#app/components/layout/page.tsx'
import { isToKeptForm, ownPath } from '#app/domain/accounts/own-path.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { formTitle } from '#app/i18n/page-title.ts'
import { requireLanguage } from '#app/i18n/require-language.ts'
import { accountHeaders } from '#app/platform/account-headers.server.ts'
import { formBody } from '#app/platform/form-body.server.ts'
import { refusedForm, returnRefused } from '#app/platform/refused-form.server.ts'
import { visitorOf } from '#app/platform/visitor.server.ts'
import { signInSchema } from '#app/schemas/account-forms.ts'
import { signInQuerySchema } from '#app/schemas/account-query.ts'
import { htmlConstraints } from '#app/schemas/html-constraints.ts'
import { readQuery } from '#app/schemas/read-query.ts'
import { signIn } from '#app/services/accounts/sign-in.server.ts'

const constraints = htmlConstraints(signInSchema)

export const meta: MetaFunction<typeof loader> = ({ data, params }) =>
  formTitle(params.lang, 'account:sign-in.title', Boolean(data?.refused))

export { accountHeaders as headers }

export function loader({ request, context }: LoaderFunctionArgs) {
  const { next, why } = readQuery(signInQuerySchema, request.url)
  return { refused: refusedForm(context), why, next: ownPath(next) }
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const lang = requireLanguage(params.lang).code
  const outcome = await signIn(visitorOf(context, request), await formBody(request, context))
  if (!outcome.ok) return returnRefused(context, outcome)
  return redirect(ownPath(readQuery(signInQuerySchema, request.url).next) ?? `/${lang}/today`, 303)
}

export default function SignIn() {
  const { t } = useLanguage()
  const { refused, why, next } = useLoaderData<typeof loader>()
  return (
    <Page>
      <ProblemSummary refused={refused} />
      <h1>{t('account:sign-in.title')}</h1>
      {why !== null && refused === null ? (
        <p className="saved" role="status">
          {t(`account:sign-in.why.${why}`)}
        </p>
      ) : null}
      {isToKeptForm(next) ? <p className="saved">{t('kept:sign-in-first')}</p> : null}
      <form method="post" className="panel">
        <AccountField name="mail" refused={refused} constraints={constraints.mail} label={t('account:mail')} />
        <AccountField name="given" refused={refused} constraints={constraints.given} label={t('account:password')} />
        <button type="submit" className="btn">
          {t('account:sign-in.send')}
        </button>
      </form>
      <WaysOn
        ways={[
          [
            next === null ? '/sign-in-by-mail' : `/sign-in-by-mail?${new URLSearchParams({ next })}`,
            'account:sign-in.by-mail',
          ],
          ['/recovery', 'account:sign-in.forgot'],
          ['/sign-up', 'account:sign-in.new'],
        ]}
      />
    </Page>
  )
}
