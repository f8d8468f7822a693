import { applicantKinds } from '#app/domain/eligibility/people-table.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'

/** What kind of organisation one is, each kind with who belongs to it; one may also not say. */
export function ApplicantKindField({ value }: { value: string | null }) {
  const { t } = useLanguage()
  const choices = [
    ...applicantKinds.map(kind => ({ value: kind as string, label: t.code('rules', `kind-who.${kind}`) })),
    { value: 'not_said', label: t('fits:not-said') },
  ]
  return (
    <fieldset className="field">
      <legend>{t('fits:your-kind')}</legend>
      {choices.map(choice => (
        <label key={choice.value} className="pick">
          <input type="radio" name="as" value={choice.value} defaultChecked={choice.value === value} required />{' '}
          {choice.label}
        </label>
      ))}
    </fieldset>
  )
}
