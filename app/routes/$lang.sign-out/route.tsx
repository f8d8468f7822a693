import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { SignOutForm } from '#app/components/account/sign-out-form.tsx'
import { Page } from '#app/components/layout/page.tsx'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { pageTitle } from '#app/i18n/page-title.ts'
import { requireLanguage } from '#app/i18n/require-language.ts'
import { accountHeaders } from '#app/platform/account-headers.server.ts'
import { visitorOf } from '#app/platform/visitor.server.ts'
import { requireFirstFactor } from '#app/services/accounts/find-session.server.ts'
import { signOut } from '#app/services/accounts/sign-out.server.ts'

export const meta: MetaFunction = ({ params }) => pageTitle(params.lang, 'account:sign-out')

export { accountHeaders as headers }

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  await requireFirstFactor(context, request, requireLanguage(params.lang).code)
  return null
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const lang = requireLanguage(params.lang).code
  await signOut(visitorOf(context, request))
  return redirect(`/${lang}/sign-in?why=signed_out`, 303)
}

export default function SignOut() {
  const { t } = useLanguage()
  return (
    <Page>
      <h1>{t('account:sign-out')}</h1>
      <SignOutForm />
    </Page>
  )
}
