import { daysBetween } from '../calendar/day-number.ts'
import type { IsoDate } from '../calendar/iso-date.ts'
import type { OrganisationLink, SourceText } from '../commitments/commitment.ts'
import type { Amount } from './task.ts'

/** What a coordinator watches: what is late first, then what must be done; the same codes as the function overview of the database. */
export const overviewKinds = [
  'report_overdue',
  'past_deadline',
  'verifier_to_draw',
  'in_dispute',
  'unanswered_award',
  'undecided_application',
  'unconfirmed',
  'in_verification',
  'unanswered_need',
  'never_reported',
] as const

export type OverviewKind = (typeof overviewKinds)[number]

export type Watched = {
  kind: OverviewKind
  ref: string
  title: SourceText
  /** ISO 8601. */
  since: string
  due: string | null
  version: number
  /** Who must act next, where it is known. */
  doer: OrganisationLink | null
  /** Who reported or asked. */
  author: OrganisationLink | null
  amount: Amount | null
}

/** The page of what is watched, after the language. */
export function watchedPath({ kind, ref }: Pick<Watched, 'kind' | 'ref'>): string {
  switch (kind) {
    case 'report_overdue':
    case 'never_reported':
    case 'past_deadline':
      return `/commitments/${ref}`
    case 'unanswered_need':
      return `/needs/${ref}`
    case 'unanswered_award':
    case 'undecided_application':
      return `/offers/${ref}`
    default:
      return `/deliveries/${ref}`
  }
}

const dayOf = (instant: string) => instant.slice(0, 10) as IsoDate

/** Whole days that something has waited on a day, and how many its own day is past: 0 on that day, null where it has none or is before it. */
export const waited = ({ since, due }: { since: string; due: string | null }, at: IsoDate) => ({
  days: Math.max(0, daysBetween(dayOf(since), at)),
  late: due === null || daysBetween(dayOf(due), at) <= 0 ? null : daysBetween(dayOf(due), at),
})
