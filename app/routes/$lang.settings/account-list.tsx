import { LinkTo } from '#app/components/ui/link-to.tsx'
import { Text } from '#app/components/ui/text.tsx'
import { useLanguage } from '#app/i18n/language-kit.ts'

type Props = { account: { email: string; hasFactor: boolean; recoveryCodes: number } }

/** What an account has, each with the way to change it. */
export function AccountList({ account: { email, hasFactor, recoveryCodes } }: Props) {
  const { t, format } = useLanguage()
  const mail = (
    <bdi data-user lang="und" dir="ltr">
      {email}
    </bdi>
  )
  return (
    <ul className="rows">
      <li>
        <p>
          <Text k="account:settings.mail-is" v={{ mail }} />
        </p>
        <LinkTo to="/settings/mail">{t('account:settings.mail')}</LinkTo>
      </li>
      <li>
        <LinkTo to="/settings/password">{t('account:settings.password')}</LinkTo>
      </li>
      <li>
        <p>{t(hasFactor ? 'account:settings.factor-on' : 'account:settings.factor-off')}</p>
        <LinkTo to="/settings/second-factor">
          {t(hasFactor ? 'account:settings.factor-turn-off' : 'account:settings.factor-turn-on')}
        </LinkTo>
      </li>
      {hasFactor ? (
        <li>
          <p>{t('account:settings.codes-left', { count: recoveryCodes, n: format.number(recoveryCodes) })}</p>
          <LinkTo to="/settings/recovery-codes">{t('account:settings.codes')}</LinkTo>
        </li>
      ) : null}
      <li>
        <LinkTo to="/settings/sessions">{t('account:sessions.title')}</LinkTo>
      </li>
    </ul>
  )
}
