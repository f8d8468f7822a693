import type { ReactNode } from 'react'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { Page } from '../layout/page.tsx'
import { WaysOn } from './ways-on.tsx'

/** What comes next is in the mail, if there is one. */
export function MailSent({
  text,
  again,
  children,
}: {
  text: 'account:sent.sign-up' | 'account:sent.recovery' | 'account:sent.change-mail'
  again: string
  children?: ReactNode
}) {
  const { t } = useLanguage()
  return (
    <Page>
      <h1>{t('account:sent.title')}</h1>
      <p className="lead">{t(text)}</p>
      {children}
      <p>{t('account:sent.not-there')}</p>
      <WaysOn ways={[[again, 'account:sent.again']]} />
    </Page>
  )
}
