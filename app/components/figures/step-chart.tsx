import type { IsoDate } from '#app/domain/calendar/iso-date.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'
import { DataTable } from '../ui/data-table.tsx'
import { useShape } from '../ui/symbols.tsx'
import { chartBox, chartGeometry, type StepPoint } from './step-chart-geometry.ts'

type Props = {
  from: IsoDate
  due: IsoDate | null
  at: IsoDate
  promised: number
  reports: readonly StepPoint[]
  unit: string
}

/** What was promised and what was reported over time, with the same figures as a table. */
export function StepChart({ from, due, at, promised, reports, unit }: Props) {
  const { language, t, format } = useLanguage()
  const stripes = useShape('h')
  const isMirrored = language.dir === 'rtl'
  const { x, y, line, area } = chartGeometry({ from, due, at, promised, reports, isMirrored })
  // Text is anchored by its own direction, so the edge it starts from is the same word in both.
  const edge = { start: isMirrored ? chartBox.right : chartBox.left, end: isMirrored ? chartBox.left : chartBox.right }
  const latest = reports.at(-1)
  // A label turns away from the edge it stands near, and the lower of two that would meet goes below its line.
  const anchorAt = (across: number) =>
    Math.abs(across - edge.start) < (chartBox.right - chartBox.left) / 2 ? 'start' : 'end'
  const besides = (across: number) => (anchorAt(across) === 'end' ? 0 : isMirrored ? -6 : 6)
  const isCrowded = latest !== undefined && Math.abs(y(latest.value) - y(promised)) < 18
  const rows = [
    { key: 'from', on: from, promised, reported: 0 },
    ...reports.map(({ on, value }) => ({ key: on, on, promised, reported: value })),
    { key: 'at', on: at, promised, reported: latest?.value ?? 0 },
  ]
  return (
    <figure>
      <svg
        className="chart"
        viewBox={`0 0 ${chartBox.width} ${chartBox.height}`}
        role="img"
        aria-labelledby="chart-title chart-text"
      >
        <title id="chart-title">
          {t('commitments:chart-title', { unit, from: format.day(from), to: format.day(due ?? at) })}
        </title>
        <desc id="chart-text">
          {t('commitments:chart-text', {
            promised: format.number(promised),
            reported: format.number(latest?.value ?? 0),
            date: format.day(at),
          })}
        </desc>
        <path className="grid" d={`M${chartBox.left} ${chartBox.bottom}H${chartBox.right}`} />
        <path className="ln dash" d={`M${chartBox.left} ${y(promised)}H${chartBox.right}`} />
        <text className="axis" x={edge.start} y={y(promised) - 6}>
          {t('commitments:chart-promised', { value: format.number(promised) })}
        </text>
        <path d={area} fill={`url(${stripes})`} />
        <path className="ln" d={line} />
        {latest ? (
          <text
            className="axis b"
            x={x(latest.on) + besides(x(latest.on))}
            y={y(latest.value) + (isCrowded ? 18 : -6)}
            textAnchor={anchorAt(x(latest.on))}
          >
            {t('commitments:chart-reported', { value: format.number(latest.value) })}
          </text>
        ) : null}
        <path className="now" d={`M${x(at)} ${chartBox.top - 26}V${chartBox.bottom}`} />
        <text className="axis b" x={x(at)} y={chartBox.top - 30} textAnchor={anchorAt(x(at))}>
          {t('commitments:chart-today')}
        </text>
        <text className="axis" x={edge.start} y={chartBox.bottom + 18}>
          {format.month(from)}
        </text>
        {due ? (
          <text className="axis" x={x(due)} y={chartBox.bottom + 18} textAnchor="end">
            {t('commitments:chart-due', { month: format.month(due) })}
          </text>
        ) : null}
      </svg>
      <details>
        <summary>{t('commitments:chart-table')}</summary>
        <DataTable
          rows={rows}
          rowKey={({ key }) => key}
          head={{ label: t('commitments:chart-day'), cell: ({ on }) => format.day(on) }}
          columns={[
            { key: 'p', label: t('common:step.promised'), layout: 'number', cell: row => format.number(row.promised) },
            { key: 'r', label: t('common:step.reported'), layout: 'number', cell: row => format.number(row.reported) },
          ]}
        />
      </details>
    </figure>
  )
}
