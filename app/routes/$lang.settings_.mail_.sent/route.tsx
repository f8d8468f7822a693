import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { MailSent } from '#app/components/account/mail-sent.tsx'
import { pageTitle } from '#app/i18n/page-title.ts'
import { requireLanguage } from '#app/i18n/require-language.ts'
import { accountHeaders } from '#app/platform/account-headers.server.ts'
import { requireSession } from '#app/services/accounts/find-session.server.ts'

export const meta: MetaFunction = ({ params }) => pageTitle(params.lang, 'account:sent.title')

export { accountHeaders as headers }

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  await requireSession(context, request, requireLanguage(params.lang).code)
  return null
}

export default function ChangeMailSent() {
  return <MailSent text="account:sent.change-mail" again="/settings/mail" />
}
