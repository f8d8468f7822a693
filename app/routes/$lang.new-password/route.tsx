import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { NewPasswordField } from '#app/components/account/new-password-field.tsx'
import { ProblemSummary } from '#app/components/account/problem-summary.tsx'
import { Page } from '#app/components/layout/page.tsx'
import { hasReadMailJustNow } from '#app/domain/accounts/session.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { formTitle } from '#app/i18n/page-title.ts'
import { requireLanguage } from '#app/i18n/require-language.ts'
import { accountHeaders } from '#app/platform/account-headers.server.ts'
import { formBody } from '#app/platform/form-body.server.ts'
import { refusedForm, returnRefused } from '#app/platform/refused-form.server.ts'
import { visitorOf } from '#app/platform/visitor.server.ts'
import { newPasswordSchema } from '#app/schemas/account-forms.ts'
import { htmlConstraints } from '#app/schemas/html-constraints.ts'
import { chooseNewPassword } from '#app/services/accounts/change-password.server.ts'
import { requireSession } from '#app/services/accounts/find-session.server.ts'

const constraints = htmlConstraints(newPasswordSchema)

export const meta: MetaFunction<typeof loader> = ({ data, params }) =>
  formTitle(params.lang, 'account:choose.title', Boolean(data?.refused))

export { accountHeaders as headers }

/** For who came by a mail a short while ago; anybody else must know the old password. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const lang = requireLanguage(params.lang).code
  const session = await requireSession(context, request, lang)
  if (!hasReadMailJustNow(session, context.now().getTime())) throw redirect(`/${lang}/settings/password`, 303)
  return { refused: refusedForm(context), mail: session.email }
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const lang = requireLanguage(params.lang).code
  const session = await requireSession(context, request, lang)
  const outcome = await chooseNewPassword(visitorOf(context, request), session, await formBody(request, context))
  return outcome.ok ? redirect(`/${lang}/sign-in?why=new_password`, 303) : returnRefused(context, outcome)
}

export default function NewPassword() {
  const { t } = useLanguage()
  const { refused, mail } = useLoaderData<typeof loader>()
  return (
    <Page>
      <ProblemSummary refused={refused} />
      <h1>{t('account:choose.title')}</h1>
      <p className="lead">{t('account:choose.lead')}</p>
      <form method="post" className="panel">
        {/* For password managers, which keep a password under a name. */}
        <input type="hidden" autoComplete="username" value={mail} />
        <NewPasswordField refused={refused} constraints={constraints.password} label={t('account:password')} />
        <button type="submit" className="btn">
          {t('account:choose.send')}
        </button>
      </form>
    </Page>
  )
}
