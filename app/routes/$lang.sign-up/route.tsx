import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { AccountField } from '#app/components/account/account-field.tsx'
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
import { signUpSchema } from '#app/schemas/account-forms.ts'
import { htmlConstraints } from '#app/schemas/html-constraints.ts'
import { signUp } from '#app/services/accounts/sign-up.server.ts'

const constraints = htmlConstraints(signUpSchema)

export const meta: MetaFunction<typeof loader> = ({ data, params }) =>
  formTitle(params.lang, 'account:sign-up.title', Boolean(data?.refused))

export { accountHeaders as headers }

export function loader({ context }: LoaderFunctionArgs) {
  return { refused: refusedForm(context) }
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const lang = requireLanguage(params.lang).code
  const outcome = await signUp(visitorOf(context, request), await formBody(request, context), lang)
  return outcome.ok ? redirect(`/${lang}/sign-up/sent`, 303) : returnRefused(context, outcome)
}

export default function SignUp() {
  const { t } = useLanguage()
  const { refused } = useLoaderData<typeof loader>()
  return (
    <Page>
      <ProblemSummary refused={refused} />
      <h1>{t('account:sign-up.title')}</h1>
      <p className="lead">{t('account:sign-up.lead')}</p>
      <form method="post" className="panel">
        <AccountField
          name="name"
          refused={refused}
          constraints={constraints.name}
          label={t('account:name')}
          hint={t('account:name-hint')}
        />
        <AccountField name="mail" refused={refused} constraints={constraints.mail} label={t('account:mail')} />
        <button type="submit" className="btn">
          {t('account:sign-up.send')}
        </button>
      </form>
      <WaysOn ways={[['/sign-in', 'account:sign-up.have']]} />
    </Page>
  )
}
