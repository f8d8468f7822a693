import type { OrganisationLink, SourceText } from '../commitments/commitment.ts'

/** What a coordinator watches, what must be done first; the same codes as the function overview of the database. */
export const overviewKinds = [
  'verifier_to_draw',
  'in_dispute',
  'report_overdue',
  'past_deadline',
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
  organisation: OrganisationLink | null
  /** ISO 8601. */
  since: string
  version: number
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
    default:
      return `/deliveries/${ref}`
  }
}
