import type { Contribution } from '#app/domain/ranking/need.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { PointsBar } from '../figures/points-bar.tsx'
import { CodeText, Text } from '../ui/text.tsx'
import { type NamedCountry, sentenceValues } from './sentence-values.tsx'

/** The score of an offer at best: each scale full. */
export const fullScore = 1000

/** What a criterion can add at most; weights are percent. */
const mostOf = (weight: number) => (fullScore * weight) / 100

type Props = { contributions: readonly Contribution[]; score: number; countries: readonly NamedCountry[] }

/** How the points of an offer add up: a row per criterion, and the total that is exactly their sum. */
export function PointsTable({ contributions, score, countries }: Props) {
  const kit = useLanguage()
  const { t } = kit
  return (
    <table className="pts" role="table">
      <thead role="rowgroup" className="vh">
        <tr role="row">
          <th role="columnheader" scope="col">
            {t('fits:criterion')}
          </th>
          <th role="columnheader" scope="col">
            {t('fits:compared')}
          </th>
          <th role="columnheader" scope="col">
            {t('fits:points')}
          </th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {contributions.map(({ criterion, step, params, weight, contribution }) => (
          <tr key={criterion} role="row">
            <th role="rowheader" scope="row">
              {t.code('ranking', `criterion.${criterion}`)}
            </th>
            <td role="cell" className="hint">
              <CodeText ns="ranking" code={step} v={sentenceValues(params, kit, countries)} />
            </td>
            <td role="cell" className="n">
              <PointsBar value={contribution} full={mostOf(weight)} />
              <span>
                <PointsOf points={contribution} most={mostOf(weight)} />
              </span>
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot role="rowgroup">
        <tr role="row">
          <th role="rowheader" scope="row">
            {t('fits:total')}
          </th>
          <td role="cell" className="hint" />
          <td role="cell" className="n">
            <span>
              <PointsOf points={score} most={fullScore} />
            </span>
          </td>
        </tr>
      </tfoot>
    </table>
  )
}

/** "270 of 300", the points bold. */
export function PointsOf({ points, most }: { points: number; most: number }) {
  const { format } = useLanguage()
  return <Text k="fits:points-of" v={{ points: <b>{format.number(points)}</b>, most: format.number(most) }} />
}
