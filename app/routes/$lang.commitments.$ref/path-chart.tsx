import { StepChart } from '#app/components/figures/step-chart.tsx'
import type { IsoDate } from '#app/domain/calendar/iso-date.ts'
import type { Commitment } from '#app/domain/commitments/commitment.ts'
import { decidingDeadline } from '#app/domain/commitments/four-answers.ts'
import { reportedOverTime } from '#app/domain/commitments/reported-over-time.ts'
import { useLanguage } from '#app/i18n/language-kit.ts'

/** The chart of a commitment that has a number, a day of promise, and a dated report in the same unit; else nothing. */
export function PathChart({ commitment, at }: { commitment: Commitment; at: IsoDate }) {
  const { t } = useLanguage()
  const { target, announcedOn } = commitment
  const reports = reportedOverTime(commitment)
  if (target === null || target.nature === 'rate' || announcedOn === null || reports.length === 0) return null
  return (
    <>
      <h2>{t('commitments:path')}</h2>
      <StepChart
        from={announcedOn}
        due={decidingDeadline(commitment)}
        at={at}
        promised={target.value}
        reports={reports}
        unit={t.code('measures', target.measure)}
      />
      <p className="small dim">{t('commitments:path-note')}</p>
    </>
  )
}
