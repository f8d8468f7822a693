import { ActArea, ActSelect, ActText } from '#app/components/acts/act-fields.tsx'
import { ActMany } from '#app/components/acts/act-many.tsx'
import { CheckedForm } from '#app/components/acts/checked-form.tsx'
import { DayHint } from '#app/components/acts/day-hint.tsx'
import {
  AmountFields,
  MilestonesField,
  PeriodFields,
  PlaceFields,
} from '#app/components/commitments/promise-fields.tsx'
import { type CommitmentChoices, useCommitmentOptions } from '#app/components/commitments/use-commitment-options.ts'
import type { ActFormState } from '#app/domain/acts/returned-form.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { commitmentSchema } from '#app/schemas/commitment-form.ts'
import { htmlConstraints } from '#app/schemas/html-constraints.ts'
import type { CommitmentLabels } from './commitment-labels.ts'

const constraints = htmlConstraints(commitmentSchema)

type Props = { state: ActFormState; labels: CommitmentLabels; choices: CommitmentChoices }

/** What an organisation says it will do: in its own words, in a number where it has one, until when, for whom. */
export function CommitmentForm({ state, labels, choices }: Props) {
  const { t } = useLanguage()
  const options = useCommitmentOptions(choices)
  return (
    <CheckedForm
      state={state}
      constraints={constraints}
      labels={labels}
      options={options}
      send={t('commitments:new.send')}
      note={t('commitments:new.send-note')}
    >
      <ActArea name="title" label={labels.title} hint={t('commitments:new.title-hint')} rows={3} />
      <div className="half">
        <ActSelect name="lang" label={labels.lang} options={options.lang} />
        <ActSelect name="kind" label={labels.kind} options={options.kind} />
      </div>
      <ActText name="subject" label={labels.subject} hint={t('commitments:new.subject-hint')} />
      <ActMany name="topics" label={labels.topics} options={options.topics} />
      <h2>{t('commitments:new.how-much')}</h2>
      <p className="small dim">{t('commitments:new.number-why')}</p>
      <div className="half">
        <ActText
          name="target"
          label={labels.target}
          hint={t('commitments:new.target-hint')}
          inputMode="decimal"
          dir="ltr"
        />
        <ActSelect name="measure" label={labels.measure} options={options.measure} />
      </div>
      <div className="half">
        <ActSelect name="qualifier" label={labels.qualifier} options={options.qualifier} />
        <ActText name="targetWords" label={labels.targetWords} hint={t('commitments:new.targetWords-hint')} />
      </div>
      <PeriodFields labels={labels} />
      <AmountFields labels={labels} options={options.amountPer} />
      <h2>{t('commitments:new.when')}</h2>
      <div className="half">
        <ActText name="announcedOn" label={labels.announcedOn} hint={<DayHint />} type="date" />
        <ActText name="dueOn" label={labels.dueOn} hint={<DayHint />} type="date" />
      </div>
      <ActText name="dueWords" label={labels.dueWords} hint={t('commitments:new.dueWords-hint')} />
      <MilestonesField label={labels.milestones} />
      <ActText
        name="nextReportDueOn"
        label={labels.nextReportDueOn}
        hint={t('commitments:new.nextReportDueOn-hint')}
        type="date"
        className="short"
      />
      <h2>{t('commitments:new.for-whom')}</h2>
      <PlaceFields labels={labels} regions={options.regions} countries={options.countries} />
      <h2>{t('commitments:new.plan')}</h2>
      <p className="small dim">{t('commitments:new.plan-why')}</p>
      <ActSelect name="point" label={labels.point} options={options.point} />
      <ActArea name="pointReason" label={labels.pointReason} rows={3} />
      <h2>{t('commitments:new.source')}</h2>
      <p className="small dim">{t('commitments:new.source-why')}</p>
      <ActText name="sourceUrl" label={labels.sourceUrl} type="url" dir="ltr" />
      <ActText name="sourcePublisher" label={labels.sourcePublisher} />
    </CheckedForm>
  )
}
