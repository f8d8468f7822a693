import type { MetaFunction } from '@remix-run/node'
import { CodeForm } from '#app/components/account/enter-code.tsx'
import { MailSent } from '#app/components/account/mail-sent.tsx'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { pageTitle } from '#app/i18n/page-title.ts'

export const meta: MetaFunction = ({ params }) => pageTitle(params.lang, 'account:sent.title')

/** The same page whether the address is new here or not: what is true is in the mail. Its code is taken by the page for codes. */
export default function SignUpSent() {
  const { language, t } = useLanguage()
  return (
    <MailSent text="account:sent.sign-up" again="/sign-up">
      <p>{t('account:by-mail.enter-lead')}</p>
      <CodeForm refused={null} mail={null} action={`/${language.code}/sign-in-by-mail?step=enter`} />
    </MailSent>
  )
}
