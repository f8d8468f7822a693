import type { MeasureTotal } from '#app/domain/commitments/measure-totals.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { StepBar } from '../figures/step-bar.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { LinkTo } from '../ui/link-to.tsx'

/** Rows shown at once; the rest is folded away, so that a phone does not scroll past two dozen of them. */
const mostInTheOpen = 8

type Props = { totals: readonly MeasureTotal[]; isDemonstration?: boolean }

/** One row per measure with its four quantities, those with most commitments first; nothing is added across rows. */
export function MeasureTable({ totals, isDemonstration = false }: Props) {
  const { t, format } = useLanguage()
  const rows = [...totals].sort((a, b) => b.counted.length - a.counted.length || (a.measure < b.measure ? -1 : 1))
  const rest = rows.slice(mostInTheOpen)
  const world = isDemonstration ? '&demonstration=shown' : ''
  return (
    <>
      <Rows rows={rows.slice(0, mostInTheOpen)} world={world} />
      {rest.length === 0 ? null : (
        <details>
          <summary>{t('home:more-measures', { count: rest.length, n: format.number(rest.length) })}</summary>
          <Rows rows={rest} world={world} />
        </details>
      )}
    </>
  )
}

function Rows({ rows, world }: { rows: readonly MeasureTotal[]; world: string }) {
  const { t, format } = useLanguage()
  return (
    <DataTable
      caption={t('home:measures-caption')}
      rows={rows}
      rowKey={({ measure }) => measure}
      head={{
        label: t('home:measure'),
        cell: ({ measure, nature, partsNotAdded, overlaps, counted }) => (
          <>
            <LinkTo to={`/commitments?measure=${measure}${world}`}>{t.code('measures', measure)}</LinkTo>
            <span className="hint">
              {t('home:measure-count', { count: counted.length, n: format.number(counted.length) })}
              {nature === 'rate' ? ` ${t('home:measure-rate')}` : ''}
              {partsNotAdded.length > 0
                ? ` ${t('home:measure-parts', { count: partsNotAdded.length, n: format.number(partsNotAdded.length) })}`
                : ''}
              {overlaps.length > 0 ? ` ${t('home:measure-overlaps')}` : ''}
            </span>
          </>
        ),
      }}
      columns={[
        { key: 'bar', label: t('home:share'), layout: 'full', cell: row => <StepBar of={row} /> },
        { key: 'p', label: t('common:step.promised'), layout: 'number', cell: row => format.number(row.promised) },
        { key: 'r', label: t('common:step.reported'), layout: 'number', cell: row => format.number(row.reported) },
        { key: 'c', label: t('common:step.confirmed'), layout: 'number', cell: row => format.number(row.confirmed) },
        { key: 'v', label: t('common:step.verified'), layout: 'number', cell: row => format.number(row.verified) },
      ]}
    />
  )
}
