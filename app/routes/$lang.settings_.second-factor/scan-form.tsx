import { AccountField } from '#app/components/account/account-field.tsx'
import type { ShownRefusal } from '#app/domain/accounts/problem.ts'
import { totpAddress } from '#app/domain/accounts/totp-address.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { codeSchema } from '#app/schemas/account-forms.ts'
import { htmlConstraints } from '#app/schemas/html-constraints.ts'
import { QrCode } from './qr-code.tsx'

const constraints = htmlConstraints(codeSchema)

type Props = { refused: ShownRefusal | null; email: string; factor: { id: string; secret: string } }

/** The secret as a picture to scan, as a link on the phone itself, and as text to type; then its first code. */
export function ScanForm({ refused, email, factor }: Props) {
  const { t } = useLanguage()
  const address = totpAddress(factor.secret, email)
  return (
    <form method="post">
      <input type="hidden" name="intent" value="on" />
      <input type="hidden" name="factor" value={factor.id} />
      <input type="hidden" name="secret" value={factor.secret} />
      <h2>{t('account:factor-page.scan')}</h2>
      <p>{t('account:factor-page.scan-text')}</p>
      <p>
        <QrCode text={address} label={t('account:factor-page.picture')} />
      </p>
      <p>
        <a href={address}>{t('account:factor-page.open')}</a>
      </p>
      <p>{t('account:factor-page.by-hand')}</p>
      <p>
        <code>
          <bdi data-user lang="en" dir="ltr">
            {factor.secret.replace(/.{4}(?=.)/g, '$& ')}
          </bdi>
        </code>
      </p>
      <h2>{t('account:factor-page.first-code')}</h2>
      <AccountField
        name="code"
        refused={refused}
        constraints={constraints.code}
        label={t('account:factor.app.code')}
        hint={t('account:six-digits')}
      />
      <button type="submit" className="btn">
        {t('account:factor-page.turn-on')}
      </button>
    </form>
  )
}
