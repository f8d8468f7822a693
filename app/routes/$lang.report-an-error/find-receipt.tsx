import { TextField } from '#app/components/forms/text-field.tsx'
import { Text } from '#app/components/ui/text.tsx'
import { useLanguage } from '#app/i18n/language-kit.ts'

/** The way back to a receipt by its code; a code that no report has stays in the field. */
export function FindReceipt({ wrongCode }: { wrongCode: string | null }) {
  const { language, t } = useLanguage()
  const code = (
    <bdi data-user lang="und">
      {wrongCode}
    </bdi>
  )
  return (
    <form action={`/${language.code}/report-an-error`} aria-labelledby="find-receipt">
      <h2 id="find-receipt">{t('report:find')}</h2>
      <TextField
        id="code"
        name="code"
        label={t('report:find-code')}
        hint={t('report:find-hint')}
        error={wrongCode === null ? undefined : <Text k="report:find-none" v={{ code }} />}
        defaultValue={wrongCode ?? ''}
        maxLength={40}
        required
        autoComplete="off"
        className="short"
        dir="ltr"
      />
      <button type="submit" className="btn quiet">
        {t('report:find-go')}
      </button>
    </form>
  )
}
