import { ActArea, ActRadios } from '#app/components/acts/act-fields.tsx'
import { CheckedForm } from '#app/components/acts/checked-form.tsx'
import type { ActFormState } from '#app/domain/acts/returned-form.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { awardAnswerSchema } from '#app/schemas/application-form.ts'
import { htmlConstraints } from '#app/schemas/html-constraints.ts'

const constraints = htmlConstraints(awardAnswerSchema)

type Props = { award: { version: number }; state: ActFormState; labels: { answer: string; reason: string } }

/** The institution's answer to an award. */
export function AnswerForm({ award, state, labels }: Props) {
  const { t } = useLanguage()
  const answers = [
    { value: 'accepted', label: t('applications:accept') },
    { value: 'declined', label: t('applications:decline') },
  ]
  return (
    <CheckedForm
      state={state}
      constraints={constraints}
      version={award.version}
      labels={labels}
      options={{ answer: answers }}
      send={t('applications:answer-send')}
      note={t('applications:answer-note')}
    >
      <ActRadios name="answer" label={labels.answer} options={answers} />
      <ActArea name="reason" label={labels.reason} hint={t('applications:decline-hint')} rows={3} />
    </CheckedForm>
  )
}
