import { ActArea, ActRadios, ActSelect, ActText } from '#app/components/acts/act-fields.tsx'
import { CheckedForm } from '#app/components/acts/checked-form.tsx'
import type { ActFormState } from '#app/domain/acts/returned-form.ts'
import type { Application } from '#app/domain/applications/application.ts'
import { applicationTransitions } from '#app/domain/transitions/application.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { decisionOutcomes, decisionReasons, decisionSchema } from '#app/schemas/application-form.ts'
import { htmlConstraints } from '#app/schemas/html-constraints.ts'

const constraints = htmlConstraints(decisionSchema)

type Props = {
  application: Application
  state: ActFormState
  labels: { outcome: string; quantity: string; reasonCode: string; reason: string }
}

/** The provider's decision: what, how much of it, and why. */
export function DecideForm({ application, state, labels }: Props) {
  const { t, format } = useLanguage()
  const outcomes = decisionOutcomes.filter(to =>
    applicationTransitions.some(
      move => move.by === 'decide_application' && move.from === application.state && move.to === to,
    ),
  )
  if (outcomes.length === 0) return null
  const { asked, units } = application
  const options = {
    outcome: outcomes.map(outcome => ({ value: outcome, label: t(`applications:outcome.${outcome}`) })),
    reasonCode: [
      { value: '', label: t('acts:choose') },
      ...decisionReasons.map(code => ({ value: code, label: t(`applications:why.${code}`) })),
    ],
  }
  const { quantity, ...always } = labels
  return (
    <>
      <h2>{t('applications:decide')}</h2>
      <CheckedForm
        state={state}
        constraints={constraints}
        version={application.version}
        labels={state.typed.outcome === 'awarded' ? labels : always}
        options={options}
        send={t('applications:decide-send')}
        note={t('applications:decide-note')}
      >
        <ActRadios name="outcome" label={labels.outcome} options={options.outcome} />
        <ActText
          name="quantity"
          label={quantity}
          hint={
            asked
              ? t('applications:quantity-money', { most: format.money(asked) })
              : t('applications:quantity-hint', { most: format.number(units.length) })
          }
          inputMode="decimal"
          className="short"
        />
        <ActSelect name="reasonCode" label={labels.reasonCode} options={options.reasonCode} />
        <ActArea name="reason" label={labels.reason} hint={t('applications:reason-hint')} rows={4} />
      </CheckedForm>
    </>
  )
}
