import { AccountField } from '#app/components/account/account-field.tsx'
import { SelectField } from '#app/components/forms/select-field.tsx'
import { fieldOf, type ShownRefusal } from '#app/domain/accounts/problem.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { offeredLanguages } from '#app/i18n/languages.ts'
import { settingsSchema } from '#app/schemas/account-forms.ts'
import { htmlConstraints } from '#app/schemas/html-constraints.ts'

const constraints = htmlConstraints(settingsSchema)

type Props = {
  refused: ShownRefusal | null
  actKey: string
  account: { name: string; lang: string; version: number }
}

export function SettingsForm({ refused, actKey, account }: Props) {
  const { t } = useLanguage()
  const problem = refused?.problems.find(code => fieldOf(code) === 'lang')
  return (
    <form method="post" className="panel">
      <input type="hidden" name="act_key" value={actKey} />
      <input type="hidden" name="version" value={account.version} />
      <AccountField
        name="name"
        refused={refused}
        constraints={constraints.name}
        label={t('account:name')}
        hint={t('account:name-hint')}
        value={account.name}
      />
      <SelectField
        id="lang"
        name="lang"
        label={t('account:language')}
        hint={t('account:language-hint')}
        error={problem && t(`account:error.${problem}`)}
        options={offeredLanguages.map(({ code, name }) => ({ value: code, label: name, lang: code }))}
        value={refused?.typed.lang ?? account.lang}
      />
      <button type="submit" className="btn">
        {t('account:settings.save')}
      </button>
    </form>
  )
}
