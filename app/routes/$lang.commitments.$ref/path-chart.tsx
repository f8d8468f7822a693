import { StepChart } from '#app/components/figures/step-chart.tsx'
import type { IsoDate } from '#app/domain/calendar/iso-date.ts'
import type { Commitment } from '#app/domain/commitments/commitment.ts'
import { decidingDeadline } from '#app/domain/commitments/four-answers.ts'
import { whyNotCounted } from '#app/domain/commitments/is-counted.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'

/** The chart of a commitment that has a number, a day of promise, and a dated report in the same unit; else nothing. */
export function PathChart({ commitment, at }: { commitment: Commitment; at: IsoDate }) {
  const { t } = useLanguage()
  const { target, announcedOn } = commitment
  const reports = commitment.deliveries.flatMap(delivery => {
    const why = whyNotCounted(delivery, commitment)
    const isInUnit = why === null || why === 'superseded'
    return isInUnit && delivery.asOf !== null && delivery.reported !== null
      ? [{ on: delivery.asOf, value: delivery.reported }]
      : []
  })
  if (target === null || target.nature === 'rate' || announcedOn === null || reports.length === 0) return null
  return (
    <>
      <h2>{t('commitments:path')}</h2>
      <StepChart
        from={announcedOn}
        due={decidingDeadline(commitment)}
        at={at}
        promised={target.value}
        reports={reports.sort((a, b) => (a.on < b.on ? -1 : 1))}
        unit={t.code('measures', target.measure)}
      />
      <p className="small dim">{t('commitments:path-note')}</p>
    </>
  )
}
