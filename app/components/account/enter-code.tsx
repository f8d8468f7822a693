import type { ShownRefusal } from '#app/domain/accounts/problem.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { mailCodeSchema } from '#app/schemas/account-forms.ts'
import { htmlConstraints } from '#app/schemas/html-constraints.ts'
import { AccountField } from './account-field.tsx'
import { WaysOn } from './ways-on.tsx'

const constraints = htmlConstraints(mailCodeSchema)

/** `mail`: the address just given, to which a code is on its way if it has an account; null where none was given. */
export function EnterCode({
  refused,
  mail,
  next,
}: {
  refused: ShownRefusal | null
  mail: string | null
  next: string | null
}) {
  const { t } = useLanguage()
  return (
    <>
      <h1>{t('account:by-mail.enter-title')}</h1>
      <p className="lead">{mail === null ? t('account:by-mail.enter-lead') : t('account:by-mail.sent')}</p>
      <CodeForm refused={refused} mail={mail} />
      <WaysOn
        ways={[
          [
            next === null ? '/sign-in-by-mail' : `/sign-in-by-mail?${new URLSearchParams({ next })}`,
            'account:by-mail.again',
          ],
        ]}
      />
    </>
  )
}

/** The fields for a code, also on the page that follows a sign-up: `action` says where they are taken. */
export function CodeForm({
  refused,
  mail,
  action,
}: {
  refused: ShownRefusal | null
  mail: string | null
  action?: string
}) {
  const { t } = useLanguage()
  return (
    <form method="post" action={action} className="panel">
      <AccountField
        name="mail"
        refused={refused}
        constraints={constraints.mail}
        label={t('account:mail')}
        {...(mail === null ? {} : { value: mail })}
      />
      <AccountField
        name="code"
        refused={refused}
        constraints={constraints.code}
        label={t('account:by-mail.code')}
        hint={t('account:six-digits')}
      />
      <button type="submit" className="btn">
        {t('account:sign-in.send')}
      </button>
    </form>
  )
}
