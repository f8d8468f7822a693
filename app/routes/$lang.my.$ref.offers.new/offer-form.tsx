import { ActArea, ActChecks, ActSelect, ActText } from '#app/components/acts/act-fields.tsx'
import { ActMany } from '#app/components/acts/act-many.tsx'
import { CheckedForm } from '#app/components/acts/checked-form.tsx'
import { DayHint } from '#app/components/acts/day-hint.tsx'
import type { ActFormState } from '#app/domain/acts/returned-form.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { htmlConstraints } from '#app/schemas/html-constraints.ts'
import { offerSchema } from '#app/schemas/offer-form.ts'
import type { OfferLabels } from './offer-labels.ts'
import { type OfferChoices, useOfferOptions } from './use-options.ts'

const constraints = htmlConstraints(offerSchema)

/** What a provider says of an offer: what it is, how much, until when, for whom. */
export function OfferForm({
  state,
  labels,
  choices,
}: {
  state: ActFormState
  labels: OfferLabels
  choices: OfferChoices
}) {
  const { t } = useLanguage()
  const options = useOfferOptions(choices, state.typed.timeZone)
  return (
    <CheckedForm
      state={state}
      constraints={constraints}
      labels={labels}
      options={options}
      send={t('offers:new.publish')}
      note={<PublishNote state={state} choices={choices} />}
    >
      <ActSelect
        name="commitment"
        label={labels.commitment}
        hint={t('offers:new.commitment-hint')}
        options={options.commitment}
      />
      <ActSelect name="form" label={labels.form} options={options.form} />
      <ActText name="title" label={labels.title} />
      <ActArea name="description" label={labels.description} hint={t('offers:new.description-hint')} />
      <ActText name="subject" label={labels.subject} hint={t('offers:new.subject-hint')} />
      <ActMany name="topics" label={labels.topics} options={options.topics} />
      <h2>{t('offers:new.how-much')}</h2>
      <ActSelect name="measure" label={labels.measure} hint={t('offers:new.measure-hint')} options={options.measure} />
      <div className="half">
        <ActText name="capacity" label={labels.capacity} hint={t('offers:new.capacity-hint')} inputMode="numeric" />
        <ActText name="capacityUnit" label={labels.capacityUnit} hint={t('offers:new.capacityUnit-hint')} />
      </div>
      <div className="half">
        <ActText name="amount" label={labels.amount} hint={t('offers:new.amount-hint')} inputMode="decimal" />
        <ActSelect name="currency" label={labels.currency} options={options.currency} />
      </div>
      <h2>{t('offers:new.when')}</h2>
      <div className="half">
        <ActText name="opensOn" label={labels.opensOn} hint={<DayHint />} type="date" />
        <ActText name="applyBy" label={labels.applyBy} hint={<DayHint />} type="date" />
      </div>
      <ActSelect
        name="timeZone"
        label={labels.timeZone}
        hint={t('offers:new.timeZone-hint')}
        options={options.timeZone}
      />
      <div className="half">
        <ActText name="startsOn" label={labels.startsOn} hint={<DayHint />} type="date" />
        <ActText name="endsOn" label={labels.endsOn} hint={<DayHint />} type="date" />
      </div>
      <ActText
        name="answerDays"
        label={labels.answerDays}
        hint={t('offers:new.answerDays-hint')}
        inputMode="numeric"
        className="short"
      />
      <h2>{t('offers:new.for-whom')}</h2>
      <ActMany name="places" label={labels.places} hint={t('offers:new.places-hint')} options={options.places} />
      <ActMany name="countries" label={labels.countries} options={options.countries} />
      <ActChecks name="bodies" label={labels.bodies} hint={t('offers:new.bodies-hint')} options={options.bodies} />
      <h2>{t('offers:new.how')}</h2>
      <ActMany name="languages" label={labels.languages} options={options.languages} />
      <div className="half">
        <ActSelect name="mode" label={labels.mode} options={options.mode} />
        <ActSelect name="cost" label={labels.cost} options={options.cost} />
      </div>
    </CheckedForm>
  )
}

/** What publishing means; and that a promise in another measure does not grow by what is delivered. */
function PublishNote({ state: { typed }, choices }: { state: ActFormState; choices: OfferChoices }) {
  const { t } = useLanguage()
  const promised = choices.commitments.find(({ ref }) => ref === typed.commitment)?.measure ?? null
  const counted = typed.measure ?? ''
  return (
    <>
      {promised !== null && promised !== counted && t.hasCode('measures', counted) ? (
        <strong>
          {t('offers:new.other-measure', {
            promised: t.code('measures', promised),
            counted: t.code('measures', counted),
          })}{' '}
        </strong>
      ) : null}
      {t('offers:new.publish-note')}
    </>
  )
}
