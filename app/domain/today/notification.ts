import type { SourceText } from '../commitments/commitment.ts'

/** What people are told; the words are in `locales/<language>/notifications.json` under `kind.<kind>`. */
export const notificationKinds = [
  'organisation_to_check',
  'claim_to_decide',
  'claim_decided',
  'join_to_decide',
  'join_decided',
  'organisation_checked',
  'interest_received',
  'interest_answered',
  'match_found',
  'application_received',
  'application_withdrawn',
  'application_decided',
  'award_offered',
  'award_answered',
  'award_lapsed',
  'award_retracted',
  'delivery_to_confirm',
  'delivery_confirmed',
  'delivery_disputed',
  'delivery_to_verify',
  'delivery_verified',
  'dispute_replied',
  'dispute_ended',
  'delivery_corrected',
  'verifier_missing',
  'task_handed_back',
] as const

export type NotificationKind = (typeof notificationKinds)[number]

/** What a sentence is made of: who acted, and the record's title where it has one. */
export type Told = {
  kind: NotificationKind
  subjectKind: string
  subjectRef: string
  who: SourceText
  title: SourceText | null
  /** Ref of the organisation as whose member the reader is told. */
  own: string | null
  /** How it came out, and the figures of that moment, where it has any. */
  outcome: string | null
  figures: Figures | null
}

/** Quantities of a delivery as they stood when it was told; money in whole units of its currency. */
export type Figures = {
  measure: string
  reported: number
  confirmed?: number | undefined
  proven?: number | undefined
  settled?: number | undefined
}

export type ToldOutcome =
  | { code: 'reported' | 'rejected' | 'upheld'; measure: string; of: number }
  | { code: 'confirmed' | 'verified' | 'settled'; measure: string; of: number; n: number }
  | { code: 'approved' | 'refused' | 'found' | 'not_proven' | 'declined' }

/** What follows the sentence: how it came out and how much; null where the sentence says all. */
export function toldOutcome({
  kind,
  outcome,
  figures,
}: Pick<Told, 'kind' | 'outcome' | 'figures'>): ToldOutcome | null {
  if (figures !== null) {
    const { measure, reported: of } = figures
    const { confirmed = 0, proven = 0, settled = 0 } = figures
    if (kind === 'delivery_confirmed') return { code: 'confirmed', measure, of, n: confirmed }
    if (kind === 'delivery_verified' && outcome === 'verified') return { code: 'verified', measure, of, n: proven }
    if (kind === 'delivery_verified' && outcome === 'rejected') return { code: 'rejected', measure, of }
    if (kind === 'dispute_ended' && outcome === 'settled') return { code: 'settled', measure, of, n: settled }
    if (kind === 'dispute_ended' && outcome === 'upheld') return { code: 'upheld', measure, of }
    return { code: 'reported', measure, of }
  }
  if ((kind === 'claim_decided' || kind === 'join_decided') && (outcome === 'approved' || outcome === 'refused'))
    return { code: outcome }
  if (kind === 'organisation_checked' && outcome !== null)
    return { code: outcome === 'verified' ? 'found' : 'not_proven' }
  return kind === 'application_decided' && outcome === 'declined' ? { code: 'declined' } : null
}

export type Notification = Told & { id: string; createdAt: string; isRead: boolean }

/** The page on which what was told is seen or done, after the language. */
export function toldPath({
  subjectKind,
  subjectRef,
  kind,
  own,
}: Pick<Told, 'kind' | 'subjectKind' | 'subjectRef' | 'own'>): string {
  switch (subjectKind) {
    case 'organisation':
      return organisationPath(kind, subjectRef)
    case 'support_request':
      return `/needs/${subjectRef}`
    case 'interest':
      return own === null ? '/my' : `/my/${own}/interests`
    case 'offer':
      return `/offers/${subjectRef}`
    case 'application':
      return `/applications/${subjectRef}`
    case 'award':
      return `/awards/${subjectRef}`
    case 'delivery':
      return deliveryPath(kind, subjectRef)
    case 'commitment':
      return `/commitments/${subjectRef}`
    default:
      return '/today'
  }
}

function organisationPath(kind: NotificationKind, ref: string): string {
  if (kind === 'claim_to_decide') return '/claims'
  if (kind === 'join_to_decide') return `/my/${ref}/members`
  return kind === 'organisation_to_check' ? `/organisations/${ref}/check` : `/organisations/${ref}`
}

function deliveryPath(kind: NotificationKind, ref: string): string {
  return kind === 'verifier_missing' ? '/overview' : `/deliveries/${ref}`
}
