import { ActArea, ActRadios, ActText } from '#app/components/acts/act-fields.tsx'
import { ActForm } from '#app/components/acts/act-form.tsx'
import { CheckedForm } from '#app/components/acts/checked-form.tsx'
import { EvidenceList } from '#app/components/deliveries/evidence-list.tsx'
import type { ActFormState } from '#app/domain/acts/returned-form.ts'
import { type DeliveryRecord, mostToVerify } from '#app/domain/deliveries/delivery-record.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { handBackSchema, verifySchema } from '#app/schemas/delivery-forms.ts'
import { htmlConstraints } from '#app/schemas/html-constraints.ts'

const verifyConstraints = htmlConstraints(verifySchema)
const handBackConstraints = htmlConstraints(handBackSchema)

export function useVerifyLabels() {
  const { t } = useLanguage()
  return {
    interest: t('deliveries:field.interest'),
    outcome: t('deliveries:field.finding'),
    quantity: t('deliveries:field.proven'),
    reason: t('deliveries:field.finding-reason'),
    handBackReason: t('deliveries:field.hand-back'),
  }
}

type Props = { delivery: DeliveryRecord; state: ActFormState }

/** What the verifier who was drawn finds in the evidence. */
export function VerifyForm({
  delivery,
  state,
  files,
  labels,
}: Props & { files: readonly { id: string; name: string }[]; labels: ReturnType<typeof useVerifyLabels> }) {
  const { t, format } = useLanguage()
  const options = {
    interest: [
      { value: 'none', label: t('deliveries:verify.none') },
      { value: 'declared', label: t('deliveries:verify.declared') },
    ],
    outcome: [
      { value: 'verified', label: t('deliveries:verify.verified') },
      { value: 'rejected', label: t('deliveries:verify.rejected') },
    ],
  }
  const most = format.number(mostToVerify(delivery))
  const { interest, outcome, quantity, reason } = labels
  return (
    <>
      <h2>{t('deliveries:evidence')}</h2>
      <EvidenceList evidence={delivery.evidence} files={files} />
      <h2>{t('deliveries:verify.finding')}</h2>
      <CheckedForm
        state={state}
        constraints={verifyConstraints}
        version={delivery.version}
        labels={
          state.typed.outcome === 'verified' ? { interest, outcome, quantity, reason } : { interest, outcome, reason }
        }
        options={options}
        shown={state.typed.quantity ? {} : { quantity: most }}
        send={t('deliveries:verify.send')}
        note={t('deliveries:verify.final')}
      >
        <ActRadios
          name="interest"
          label={interest}
          hint={t('deliveries:verify.interest-hint')}
          options={options.interest}
        />
        <ActRadios name="outcome" label={outcome} options={options.outcome} />
        <ActText
          name="quantity"
          label={quantity}
          hint={t('deliveries:verify.quantity-hint', { most })}
          inputMode="decimal"
          dir="ltr"
          className="short"
        />
        <ActArea name="reason" label={reason} hint={t('deliveries:verify.reason-hint')} />
      </CheckedForm>
    </>
  )
}

/** Another verifier is drawn; why is for the coordinators. */
export function HandBackForm({ delivery, state, label }: Props & { label: string }) {
  const { t } = useLanguage()
  return (
    <>
      <h2>{t('deliveries:verify.hand-back')}</h2>
      <p>{t('deliveries:verify.hand-back-what')}</p>
      <ActForm
        state={state}
        constraints={handBackConstraints}
        version={delivery.version}
        send={t('deliveries:verify.send-back')}
      >
        <input type="hidden" name="intent" value="hand_back" />
        <ActArea name="handBackReason" label={label} rows={3} />
      </ActForm>
    </>
  )
}

export function DrawForm({ delivery, state }: Props) {
  const { t } = useLanguage()
  return (
    <>
      <p>{t('deliveries:verify.waits')}</p>
      <ActForm state={state} constraints={{}} version={delivery.version} send={t('deliveries:act.draw')}>
        <input type="hidden" name="intent" value="draw" />
      </ActForm>
    </>
  )
}
