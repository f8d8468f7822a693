import { ActArea, ActSelect, ActText, ActTick } from '#app/components/acts/act-fields.tsx'
import type { ActLabels } from '#app/components/acts/act-problems.tsx'
import { CheckedForm } from '#app/components/acts/checked-form.tsx'
import { Text } from '#app/components/ui/text.tsx'
import type { ActFormState } from '#app/domain/acts/returned-form.ts'
import type { SourceText } from '#app/domain/commitments/commitment.ts'
import type { Offer } from '#app/domain/offers/offer.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { countedSchema, grantSchema, seatsSchema } from '#app/schemas/application-form.ts'
import { htmlConstraints } from '#app/schemas/html-constraints.ts'

const constraints = {
  ...htmlConstraints(countedSchema),
  ...htmlConstraints(grantSchema),
  ...htmlConstraints(seatsSchema),
}

const nomineeExample = (
  <bdi lang="en" dir="ltr" data-user>
    Amina Diallo, amina@example.org
  </bdi>
)

type Props = {
  state: ActFormState
  labels: Record<'motivation' | 'nominees' | 'consent' | 'count' | 'asked' | 'request', string>
  offer: Offer
  needs: readonly { ref: string; title: SourceText }[]
}

/** What an institution writes: for what, how much or for whom, and why. */
export function ApplyForm({ state, labels, offer, needs }: Props) {
  const { t, format } = useLanguage()
  const unitKind = offer.here?.unitKind ?? 'item'
  const needOptions = [
    { value: '', label: t('applications:no-request') },
    ...needs.map(({ ref, title }) => ({ value: ref, label: title.text, lang: title.lang })),
  ]
  const { nominees, consent, asked, count, motivation, request } = labels
  const forWhat: ActLabels = unitKind === 'seat' ? { nominees, consent } : unitKind === 'grant' ? { asked } : { count }
  return (
    <CheckedForm
      state={state}
      constraints={constraints}
      labels={{ ...forWhat, motivation, ...(needs.length > 0 ? { request } : {}) }}
      options={{ consent: [{ value: 'yes', label: t('acts:yes') }], request: needOptions }}
      send={t('applications:send')}
      note={t('applications:send-note')}
    >
      {unitKind === 'seat' ? (
        <>
          <ActArea
            name="nominees"
            label={labels.nominees}
            hint={<Text k="applications:nominees-hint" v={{ example: nomineeExample }} />}
          />
          <ActTick name="consent" label={t('applications:consent')} hint={t('applications:consent-hint')} />
        </>
      ) : unitKind === 'grant' ? (
        <ActText
          name="asked"
          label={labels.asked}
          hint={offer.amount ? t('applications:asked-hint', { most: format.money(offer.amount) }) : undefined}
          inputMode="decimal"
          className="short"
        />
      ) : (
        <ActText name="count" label={labels.count} inputMode="numeric" className="short" />
      )}
      <ActArea name="motivation" label={labels.motivation} hint={t('applications:motivation-hint')} rows={8} />
      {needs.length > 0 ? (
        <ActSelect name="request" label={labels.request} hint={t('applications:request-hint')} options={needOptions} />
      ) : (
        <input type="hidden" name="request" value="" />
      )}
    </CheckedForm>
  )
}
