import { useLanguage } from '#app/i18n/language-kit.ts'
import { ActArea, ActSelect, ActText } from '../acts/act-fields.tsx'
import { ActMany } from '../acts/act-many.tsx'
import { DayHint } from '../acts/day-hint.tsx'
import type { Option } from '../forms/select-field.tsx'
import { Text } from '../ui/text.tsx'

/** First and last day of a rate per year; a total has none. */
export function PeriodFields({ labels }: { labels: Record<'targetFrom' | 'targetTo', string> }) {
  const { t } = useLanguage()
  return (
    <>
      <div className="half">
        <ActText name="targetFrom" label={labels.targetFrom} hint={<DayHint />} type="date" />
        <ActText name="targetTo" label={labels.targetTo} hint={<DayHint />} type="date" />
      </div>
      <p className="hint">{t('commitments:new.period-hint')}</p>
    </>
  )
}

type AmountProps = { labels: Record<'amount' | 'currency' | 'amountPer', string>; options: readonly Option[] }

/** Money in its own currency, in all or at a rate. */
export function AmountFields({ labels, options }: AmountProps) {
  const { t } = useLanguage()
  return (
    <>
      <div className="half">
        <ActText name="amount" label={labels.amount} inputMode="decimal" dir="ltr" />
        <ActText name="currency" label={labels.currency} hint={t('commitments:new.currency-hint')} dir="ltr" />
      </div>
      <ActSelect name="amountPer" label={labels.amountPer} options={options} />
    </>
  )
}

/** The day as a form takes it, so it reads the same in any language. */
const milestoneExample = (
  <bdi dir="ltr" data-user>
    2027-06-30 100
  </bdi>
)

/** By when how much: a line each, so that a plan may be as long as it is. */
export function MilestonesField({ label }: { label: string }) {
  return (
    <ActArea
      name="milestones"
      label={label}
      hint={<Text k="commitments:new.milestones-hint" v={{ example: milestoneExample }} />}
      rows={4}
    />
  )
}

type PlaceProps = {
  labels: Record<'regions' | 'countries', string>
  regions: readonly Option[]
  countries: readonly Option[]
}

/** For whom: groups of countries, regions, countries. */
export function PlaceFields({ labels, regions, countries }: PlaceProps) {
  return (
    <>
      <ActMany name="regions" label={labels.regions} options={regions} />
      <ActMany name="countries" label={labels.countries} options={countries} />
    </>
  )
}
