import { AccountField } from '#app/components/account/account-field.tsx'
import { SignOutForm } from '#app/components/account/sign-out-form.tsx'
import { LinkTo } from '#app/components/ui/link-to.tsx'
import type { ShownRefusal } from '#app/domain/accounts/problem.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { codeSchema } from '#app/schemas/account-forms.ts'
import { htmlConstraints } from '#app/schemas/html-constraints.ts'

const constraints = htmlConstraints(codeSchema)

type Props = { refused: ShownRefusal | null; by: 'app' | 'recovery'; next: string | null }

/** A code of the app, or one of the recovery codes; each form leads to the other, and out. */
export function FactorForm({ refused, by, next }: Props) {
  const { t } = useLanguage()
  const isApp = by === 'app'
  const query = new URLSearchParams({ ...(isApp ? { by: 'recovery' } : {}), ...(next === null ? {} : { next }) })
  return (
    <>
      <h1>{t(`account:factor.${by}.title`)}</h1>
      <p className="lead">{t(`account:factor.${by}.lead`)}</p>
      <form method="post" className="panel">
        <AccountField
          name="code"
          refused={refused}
          constraints={constraints.code}
          label={t(`account:factor.${by}.code`)}
          hint={t(isApp ? 'account:six-digits' : 'account:factor.ten')}
          {...(isApp ? {} : { inputMode: 'text', autoComplete: 'off' })}
        />
        <button type="submit" className="btn">
          {t(`account:factor.${by}.send`)}
        </button>
      </form>
      <p>
        <LinkTo to={`/second-factor${query.size > 0 ? `?${query}` : ''}`}>{t(`account:factor.${by}.other`)}</LinkTo>
      </p>
      <SignOutForm />
    </>
  )
}
