import { Fragment } from 'react'
import { DataTable } from '#app/components/ui/data-table.tsx'
import { fewCountries } from '#app/domain/ranking/criteria/place-step.ts'
import type { CriterionCode } from '#app/domain/ranking/need.ts'
import { type StepCode, type StepPoints, scales } from '#app/domain/ranking/scales.ts'
import { criteria, weights } from '#app/domain/ranking/weights.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'

type AnyStep = { [Criterion in CriterionCode]: StepCode<Criterion> }[CriterionCode]

const stepsOf = (criterion: CriterionCode) => Object.entries(scales[criterion]) as [AnyStep, StepPoints][]

/** The published scales: every step with its points, every criterion with its weight, as the code holds them. */
export function RankingScales() {
  const { t, format } = useLanguage()
  return (
    <>
      <p className="lead">{t('how:ranking-lead')}</p>
      <p>{t('how:ranking-sum')}</p>
      <p>{t('how:ranking-not-stated')}</p>
      <p>{t('how:ranking-order')}</p>
      <p>{t('how:ranking-lists')}</p>
      <DataTable
        caption={t('how:weights')}
        rows={criteria}
        rowKey={criterion => criterion}
        head={{
          label: t('fits:criterion'),
          cell: criterion => <a href={`#scale-${criterion}`}>{t.code('ranking', `criterion.${criterion}`)}</a>,
        }}
        columns={[
          {
            key: 'weight',
            label: t('how:weight'),
            layout: 'number',
            cell: criterion => format.percent(weights[criterion], 100),
          },
          { key: 'why', label: t('how:why'), layout: 'full', cell: criterion => t(`how:why.${criterion}`) },
        ]}
      />
      <p className="small dim">{t('how:weights-note')}</p>
      {criteria.map(criterion => (
        <Fragment key={criterion}>
          <h3 id={`scale-${criterion}`}>{t.code('ranking', `question.${criterion}`)}</h3>
          <ul className="rows tight">
            {stepsOf(criterion).map(([step, { points }]) => (
              <li key={step}>
                <b>{t('how:points', { count: points, n: format.number(points) })}</b>{' '}
                {t(`how:scale.${step}`, { few: format.number(fewCountries) })}
              </li>
            ))}
          </ul>
        </Fragment>
      ))}
    </>
  )
}
