import { Field } from '#app/components/forms/field.tsx'
import { TextField } from '#app/components/forms/text-field.tsx'
import { useLanguage } from '#app/i18n/language-kit.ts'
import type { FormState } from './form-state.server.ts'
import { constraints, errorText, type fields } from './report-texts.ts'

/** What is wrong, what would be right, how to answer. It is sent to the address it stands on, so that keeps the record. */
export function ReportForm({ actKey, returned }: FormState) {
  const kit = useLanguage()
  const { t } = kit
  const typed = returned?.typed
  const errorOf = (field: (typeof fields)[number]) =>
    returned?.outcome === 'errors' ? errorText(field, returned.errors[field], kit) : null
  return (
    <form method="post" encType="multipart/form-data" className="panel">
      <input type="hidden" name="act_key" value={actKey} />
      <Field id="text" label={t('report:text')} hint={t('report:text-hint')} error={errorOf('text')}>
        {described => (
          <textarea
            {...described}
            data-user
            lang="und"
            name="text"
            rows={6}
            dir="auto"
            defaultValue={typed?.text}
            {...constraints.text}
          />
        )}
      </Field>
      <Field
        id="correction"
        label={t('report:correction')}
        hint={t('report:correction-hint')}
        error={errorOf('correction')}
      >
        {described => (
          <textarea
            {...described}
            data-user
            lang="und"
            name="correction"
            rows={3}
            dir="auto"
            defaultValue={typed?.correction}
            {...constraints.correction}
          />
        )}
      </Field>
      <TextField
        id="contact"
        name="contact"
        label={t('report:contact')}
        hint={t('report:contact-hint')}
        error={errorOf('contact')}
        autoComplete="email"
        defaultValue={typed?.contact}
        {...constraints.contact}
      />
      <button type="submit" className="btn">
        {t('report:send')}
      </button>
    </form>
  )
}
