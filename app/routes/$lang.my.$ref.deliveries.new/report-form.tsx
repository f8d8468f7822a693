import { ActArea, ActRadios, ActSelect, ActText } from '#app/components/acts/act-fields.tsx'
import { CheckedForm } from '#app/components/acts/checked-form.tsx'
import { EvidenceFields, EvidenceKept } from '#app/components/deliveries/evidence-fields.tsx'
import { useCountryOptions } from '#app/components/records/country-options.ts'
import { Text } from '#app/components/ui/text.tsx'
import { Words } from '#app/components/ui/words.tsx'
import type { ActFormState } from '#app/domain/acts/returned-form.ts'
import type { SourceText } from '#app/domain/commitments/commitment.ts'
import type { Country } from '#app/domain/countries/country.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { reportSchema } from '#app/schemas/delivery-forms.ts'
import { htmlConstraints } from '#app/schemas/html-constraints.ts'

const constraints = htmlConstraints(reportSchema)

export function useReportLabels() {
  const { t } = useLanguage()
  return {
    receiver: t('deliveries:field.receiver'),
    quantity: t('deliveries:field.quantity'),
    measure: t('deliveries:field.measure'),
    asOf: t('deliveries:field.asOf'),
    periodFrom: t('deliveries:field.periodFrom'),
    periodTo: t('deliveries:field.periodTo'),
    place: t('deliveries:field.place'),
    note: t('deliveries:field.note'),
    evidence: t('deliveries:field.evidence'),
    evidenceUrl: t('deliveries:field.evidenceUrl'),
  }
}

type Props = {
  state: ActFormState
  labels: ReturnType<typeof useReportLabels>
  subject: { title: SourceText; receiver: SourceText | null; left: number | null; size: number | null }
  measures: readonly string[]
  countries: readonly Pick<Country, 'iso2' | 'names'>[]
  evidence: { kept: string[]; problem: string | null }
  /** Who is meant by the receiver that was typed. */
  meant: { ref: string; name: SourceText } | null | undefined
  /** Whoever may be meant where the name of the receiver fits several. */
  receivers: readonly { ref: string; name: SourceText; country: string | null }[]
}

export function ReportForm({ state, labels, subject, measures, countries, evidence, meant, receivers }: Props) {
  const { t, format } = useLanguage()
  const { title, receiver, left, size } = subject
  const options = {
    measure: measures.map(code => ({ value: code, label: t.code('measures', code) })),
    place: [{ value: '', label: t('common:not-stated') }, ...useCountryOptions(countries)],
  }
  const { receiver: receiverLabel, ...others } = labels
  return (
    <>
      <p className="lead">
        {receiver ? (
          <Text k="deliveries:report.on-award" v={{ who: <Words of={receiver} />, title: <Words of={title} /> }} />
        ) : (
          <Text k="deliveries:report.on-commitment" v={{ title: <Words of={title} /> }} />
        )}
      </p>
      {left === 0 && state.returned === null ? (
        <p className="note">{t('deliveries:report.all-reported')}</p>
      ) : (
        <>
          <p className="small dim">{t('deliveries:report.next')}</p>
          <CheckedForm
            state={state}
            constraints={constraints}
            labels={receiver ? others : labels}
            options={options}
            shown={{
              receiver: meant ? <Words of={meant.name} /> : t('deliveries:nobody'),
              evidence: <EvidenceKept names={evidence.kept} />,
            }}
            send={t('deliveries:report.send')}
            note={t('deliveries:report.final')}
          >
            {receiver ? null : (
              <ActText name="receiver" label={receiverLabel} hint={t('deliveries:report.receiver-hint')} />
            )}
            {receivers.length > 0 ? (
              <ActRadios
                name="chosen"
                label={t('deliveries:report.which')}
                options={receivers.map(({ ref, name, country }) => ({
                  value: ref,
                  label: <Words of={name} />,
                  hint: options.place.find(({ value }) => value === country)?.label,
                }))}
              />
            ) : null}
            <ActText
              name="quantity"
              label={labels.quantity}
              hint={
                left === null || size === null
                  ? t('deliveries:quantity-hint')
                  : t('deliveries:report.left', { left: format.number(left), size: format.number(size) })
              }
              inputMode="decimal"
              dir="ltr"
              className="short"
            />
            <ActSelect name="measure" label={labels.measure} options={options.measure} />
            <ActText name="asOf" label={labels.asOf} type="date" className="short" />
            <fieldset className="field">
              <legend>{t('deliveries:report.period')}</legend>
              <ActText name="periodFrom" label={labels.periodFrom} type="date" className="short" />
              <ActText name="periodTo" label={labels.periodTo} type="date" className="short" />
            </fieldset>
            <ActSelect name="place" label={labels.place} options={options.place} />
            <ActArea name="note" label={labels.note} hint={t('deliveries:report.note-hint')} />
            <EvidenceFields {...evidence} />
          </CheckedForm>
        </>
      )}
    </>
  )
}
