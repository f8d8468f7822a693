import type { ShownRefusal } from '#app/domain/accounts/problem.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import type { HtmlConstraints } from '#app/schemas/html-constraints.ts'
import { AccountField } from './account-field.tsx'

/** A password to choose: how long it must be, and what makes a good one. */
export function NewPasswordField(props: { refused: ShownRefusal | null; constraints: HtmlConstraints; label: string }) {
  const { t, format } = useLanguage()
  const { minLength = 0 } = props.constraints
  return <AccountField {...props} name="password" hint={t('account:password-hint', { n: format.number(minLength) })} />
}
