import type { MetaFunction } from '@remix-run/node'
import { MailSent } from '#app/components/account/mail-sent.tsx'
import { pageTitle } from '#app/i18n/page-title.ts'

export const meta: MetaFunction = ({ params }) => pageTitle(params.lang, 'account:sent.title')

/** The same page whether the address is new here or not: what is true is in the mail. */
export default function SignUpSent() {
  return <MailSent text="account:sent.sign-up" again="/sign-up" />
}
