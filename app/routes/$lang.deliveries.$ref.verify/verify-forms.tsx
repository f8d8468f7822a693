import { ActArea, ActRadios, ActText } from '#app/components/acts/act-fields.tsx'
import { ActForm } from '#app/components/acts/act-form.tsx'
import { CheckedForm } from '#app/components/acts/checked-form.tsx'
import { EvidenceList } from '#app/components/deliveries/evidence-list.tsx'
import type { ActFormState } from '#app/domain/acts/returned-form.ts'
import { type DeliveryRecord, lookedField, looks, mostToVerify } from '#app/domain/deliveries/delivery-record.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { handBackSchema, verifySchemaFor } from '#app/schemas/delivery-forms.ts'
import { htmlConstraints } from '#app/schemas/html-constraints.ts'

const handBackConstraints = htmlConstraints(handBackSchema)

/** Labels in the order of the form, one for each piece of evidence first. */
export function useVerifyLabels(pieces: number) {
  const { t, format } = useLanguage()
  const pieceLabels = Array.from({ length: pieces }, (_, n) => [
    lookedField(n),
    pieces === 1 ? t('deliveries:field.looked-only') : t('deliveries:field.looked', { n: format.number(n + 1) }),
  ])
  const labels = {
    interest: t('deliveries:field.interest'),
    outcome: t('deliveries:field.finding'),
    quantity: t('deliveries:field.proven'),
    reason: t('deliveries:field.finding-reason'),
    handBackReason: t('deliveries:field.hand-back'),
  }
  return { ...(Object.fromEntries(pieceLabels) as Record<`looked${number}`, string>), ...labels }
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
  const fields = delivery.evidence.map((_, n) => lookedField(n))
  const lookOptions = looks.map(look => ({ value: look, label: t(`deliveries:look.${look}`) }))
  const most = format.number(mostToVerify(delivery))
  const options = {
    ...Object.fromEntries(fields.map(name => [name, lookOptions])),
    interest: [
      { value: 'none', label: t('deliveries:verify.none') },
      { value: 'declared', label: t('deliveries:verify.declared') },
    ],
    outcome: [
      { value: 'wholly', label: t('deliveries:verify.wholly', { value: most }), hint: mostOf() },
      { value: 'partly', label: t('deliveries:verify.partly') },
      { value: 'not', label: t('deliveries:verify.not'), hint: t('deliveries:verify.not-hint') },
    ],
  }
  const { quantity, handBackReason, ...others } = labels
  const pieceLabels: Readonly<Record<string, string>> = labels
  return (
    <>
      <h2>{t('deliveries:evidence')}</h2>
      <EvidenceList evidence={delivery.evidence} files={files} />
      <h2>{t('deliveries:verify.finding')}</h2>
      <CheckedForm
        state={state}
        constraints={htmlConstraints(verifySchemaFor(fields.length))}
        version={delivery.version}
        labels={state.typed.outcome === 'partly' ? { ...others, quantity } : others}
        options={options}
        send={t('deliveries:verify.send')}
        note={t('deliveries:verify.final')}
      >
        {fields.map(name => (
          <ActRadios key={name} name={name} label={pieceLabels[name] ?? ''} options={lookOptions} />
        ))}
        <ActRadios
          name="interest"
          label={labels.interest}
          hint={t('deliveries:verify.interest-hint')}
          options={options.interest}
        />
        <ActRadios name="outcome" label={labels.outcome} options={options.outcome} />
        <ActText
          name="quantity"
          label={quantity}
          hint={t('deliveries:verify.quantity-hint', { most })}
          inputMode="decimal"
          dir="ltr"
          className="short"
        />
        <ActArea name="reason" label={labels.reason} hint={t('deliveries:verify.reason-hint')} />
      </CheckedForm>
    </>
  )

  /** Why there is no more to verify. */
  function mostOf(): string {
    const { receiver, confirmed, settled } = delivery
    if (receiver === null) return t('deliveries:verify.most-reported', { most })
    return confirmed >= (settled ?? 0)
      ? t('deliveries:verify.most-confirmed', { most })
      : t('deliveries:verify.most-settled', { most })
  }
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
