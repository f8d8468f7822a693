import { ActArea } from '#app/components/acts/act-fields.tsx'
import { CheckedForm } from '#app/components/acts/checked-form.tsx'
import type { ActFormState } from '#app/domain/acts/returned-form.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { takeBackSchema } from '#app/schemas/application-form.ts'
import { htmlConstraints } from '#app/schemas/html-constraints.ts'

const constraints = htmlConstraints(takeBackSchema)

type Props = { award: { version: number }; state: ActFormState; labels: { reason: string } }

/** The provider takes an award back, with a reason that the institution reads. */
export function TakeBackForm({ award, state, labels }: Props) {
  const { t } = useLanguage()
  return (
    <details open={state.returned !== null || state.draftSavedAt !== null}>
      <summary>{t('applications:take-back')}</summary>
      <CheckedForm
        state={state}
        constraints={constraints}
        version={award.version}
        fields={{ act: 'take_back' }}
        labels={labels}
        send={t('applications:take-back')}
        note={t('applications:take-back-final')}
      >
        <ActArea name="reason" label={labels.reason} hint={t('applications:take-back-hint')} rows={3} />
      </CheckedForm>
    </details>
  )
}
