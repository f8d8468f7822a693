import { AccountField } from '#app/components/account/account-field.tsx'
import type { ShownRefusal } from '#app/domain/accounts/problem.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { givenSchema } from '#app/schemas/account-forms.ts'
import { htmlConstraints } from '#app/schemas/html-constraints.ts'

const constraints = htmlConstraints(givenSchema)

/** Begins a second factor where there is none, and turns it off where there is one; with the password in both cases. */
export function SwitchForm({ refused, isOn }: { refused: ShownRefusal | null; isOn: boolean }) {
  const { t } = useLanguage()
  const state = isOn ? 'is-on' : 'is-off'
  return (
    <>
      <p className="lead">{t(`account:factor-page.${state}.lead`)}</p>
      <form method="post" className="panel">
        <input type="hidden" name="intent" value={isOn ? 'off' : 'begin'} />
        <AccountField name="given" refused={refused} constraints={constraints.given} label={t('account:password')} />
        <button type="submit" className={isOn ? 'btn quiet' : 'btn'}>
          {t(`account:factor-page.${state}.button`)}
        </button>
      </form>
    </>
  )
}
