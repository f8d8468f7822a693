import { ActArea, ActRadios } from '#app/components/acts/act-fields.tsx'
import { ActForm } from '#app/components/acts/act-form.tsx'
import { CheckAnswers } from '#app/components/acts/check-answers.tsx'
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
  const { typed, returned } = state
  if (returned?.isChecked) {
    return (
      <CheckAnswers
        state={state}
        version={award.version}
        answers={[
          {
            name: 'answer',
            label: labels.answer,
            value: answers.find(({ value }) => value === typed.answer)?.label,
          },
          { name: 'reason', label: labels.reason },
        ]}
        send={t('applications:answer-send')}
        note={t('applications:answer-note')}
      />
    )
  }
  return (
    <>
      <h2>{labels.answer}</h2>
      <ActForm
        state={state}
        constraints={constraints}
        version={award.version}
        send={t('acts:check-first')}
        checksFirst
        keepsDraft
      >
        <ActRadios name="answer" label={labels.answer} options={answers} />
        <ActArea name="reason" label={labels.reason} hint={t('applications:decline-hint')} rows={3} />
      </ActForm>
    </>
  )
}
