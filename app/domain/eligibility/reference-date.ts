import type { IsoDate } from '../calendar/iso-date.ts'

/**
 * The day on which an applicant's country classes are read: the close of the offer's window, else the day of the
 * question. Source: docs/eligibility-rules.md.
 */
export function referenceDate({ applyBy }: { applyBy: IsoDate | null }, at: IsoDate): IsoDate {
  return applyBy ?? at
}
