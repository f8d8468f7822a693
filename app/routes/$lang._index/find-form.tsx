import { SelectField } from '#app/components/forms/select-field.tsx'
import { TextField } from '#app/components/forms/text-field.tsx'
import { WhoHint } from '#app/components/forms/who-hint.tsx'
import { useLanguage } from '#app/i18n/language-kit.ts'

/** The shortest way to an answer: who, and what kind of help. */
export function FindForm() {
  const { language, t } = useLanguage()
  return (
    <form className="panel find" action={`/${language.code}/fits`} role="search" aria-labelledby="find-title">
      <h2 className="flat" id="find-title">
        {t('home:find')}
      </h2>
      <TextField
        id="who"
        name="who"
        label={t('home:find-who')}
        hint={<WhoHint />}
        autoComplete="organization"
        maxLength={200}
      />
      <SelectField
        id="need"
        name="kind"
        label={t('home:find-need')}
        value=""
        options={[
          { value: '', label: t('home:find-any') },
          ...(['training', 'joint_lab', 'infrastructure', 'shared_resource'] as const).map(kind => ({
            value: kind,
            label: t.code('values', `kind.${kind}`),
          })),
        ]}
      />
      <button type="submit" className="btn sun">
        {t('home:find-go')}
      </button>
      <p className="small dim">{t('home:find-note')}</p>
    </form>
  )
}
