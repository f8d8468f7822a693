import type { MetaFunction } from '@remix-run/node'
import { MailSent } from '#app/components/account/mail-sent.tsx'
import { pageTitle } from '#app/i18n/page-title.ts'

export const meta: MetaFunction = ({ params }) => pageTitle(params.lang, 'account:sent.title')

/** The same page whether the address has an account or not. */
export default function RecoverySent() {
  return <MailSent text="account:sent.recovery" again="/recovery" />
}
