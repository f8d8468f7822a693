import { StepBar } from '#app/components/figures/step-bar.tsx'
import { PointTitle } from '#app/components/records/point-title.tsx'
import { DataTable } from '#app/components/ui/data-table.tsx'
import { Icon } from '#app/components/ui/icon.tsx'
import { LinkTo } from '#app/components/ui/link-to.tsx'
import { Text } from '#app/components/ui/text.tsx'
import { useLanguage } from '#app/i18n/language-kit.ts'
import type { PointRow } from '#app/services/read-home.server.ts'

type Props = { points: PointRow[]; gaps: PointRow[] }

/** Counts of commitments per point of the plan, and the points that nobody promised anything for. */
export function PointTable({ points, gaps }: Props) {
  const { t, format } = useLanguage()
  const scale = Math.max(...points.map(({ counts }) => counts.registered), 1)
  const quantities = ({ counts: { registered, ...rest } }: PointRow) => ({ promised: registered, ...rest })
  return (
    <section>
      <h2 id="points">{t('home:points')}</h2>
      <DataTable
        caption={t('home:points-caption')}
        rows={points}
        rowKey={({ number }) => String(number)}
        head={{
          label: t('home:point'),
          cell: point => (
            <LinkTo to={`/points/${point.number}`}>
              <PointTitle point={point} />
            </LinkTo>
          ),
        }}
        columns={[
          {
            key: 'bar',
            label: t('home:share'),
            layout: 'full',
            cell: row => <StepBar of={quantities(row)} scale={scale} />,
          },
          {
            key: 'p',
            label: t('common:step.promised'),
            layout: 'number',
            cell: row => format.number(row.counts.registered),
          },
          {
            key: 'r',
            label: t('common:step.reported'),
            layout: 'number',
            cell: row => format.number(row.counts.reported),
          },
          {
            key: 'c',
            label: t('common:step.confirmed'),
            layout: 'number',
            cell: row => format.number(row.counts.confirmed),
          },
          {
            key: 'v',
            label: t('common:step.verified'),
            layout: 'number',
            cell: row => format.number(row.counts.verified),
          },
        ]}
      />
      <p>
        <Icon name="open" /> <Text k="home:gaps" v={{ count: gaps.length, n: format.number(gaps.length) }} />
      </p>
      <ul className="small tight">
        {gaps.map(point => (
          <li key={point.number}>
            <LinkTo to={`/points/${point.number}`}>
              <PointTitle point={point} />
            </LinkTo>
          </li>
        ))}
      </ul>
      <p className="small dim">{t('home:mapping')}</p>
    </section>
  )
}
