import { useLanguage } from '#app/i18n/language-kit.ts'
import { Page } from '../layout/page.tsx'
import { WaysOn } from './ways-on.tsx'

/** What comes next is in the mail, if there is one. */
export function MailSent({
  text,
  again,
}: {
  text: 'account:sent.sign-up' | 'account:sent.recovery' | 'account:sent.change-mail'
  again: string
}) {
  const { t } = useLanguage()
  return (
    <Page>
      <h1>{t('account:sent.title')}</h1>
      <p className="lead">{t(text)}</p>
      <p>{t('account:sent.not-there')}</p>
      <WaysOn
        ways={[
          // The mail of a sign-up brings a code as well, for whoever reads it on another device.
          ...(text === 'account:sent.sign-up'
            ? ([['/sign-in-by-mail?step=enter', 'account:by-mail.have']] as const)
            : []),
          [again, 'account:sent.again'],
        ]}
      />
    </Page>
  )
}
