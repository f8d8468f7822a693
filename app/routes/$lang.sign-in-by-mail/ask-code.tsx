import { AccountField } from '#app/components/account/account-field.tsx'
import { WaysOn } from '#app/components/account/ways-on.tsx'
import type { ShownRefusal } from '#app/domain/accounts/problem.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { askMailSchema } from '#app/schemas/account-forms.ts'
import { htmlConstraints } from '#app/schemas/html-constraints.ts'

const constraints = htmlConstraints(askMailSchema)

/** `next`: where to go on after signing in, which the other ways keep. */
export function AskCode({ refused, next }: { refused: ShownRefusal | null; next: string | null }) {
  const { t } = useLanguage()
  const on = next === null ? '' : new URLSearchParams({ next })
  return (
    <>
      <h1>{t('account:by-mail.title')}</h1>
      <p className="lead">{t('account:by-mail.lead')}</p>
      <form method="post" className="panel">
        <AccountField name="mail" refused={refused} constraints={constraints.mail} label={t('account:mail')} />
        <button type="submit" className="btn">
          {t('account:by-mail.ask')}
        </button>
      </form>
      <WaysOn
        ways={[
          [`/sign-in-by-mail?step=enter${on && `&${on}`}`, 'account:by-mail.have'],
          [`/sign-in${on && `?${on}`}`, 'account:by-mail.password'],
        ]}
      />
    </>
  )
}
