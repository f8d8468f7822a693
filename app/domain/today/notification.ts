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
] as const

export type NotificationKind = (typeof notificationKinds)[number]

/** What a sentence is made of: who acted, and the record's title where it has one. */
export type Told = {
  kind: NotificationKind
  subjectKind: string
  subjectRef: string
  who: SourceText
  title: SourceText | null
}

export type Notification = Told & { id: string; createdAt: string; isRead: boolean }

/** The page of the record that somebody was told about, after the language. */
export function toldPath({ subjectKind, subjectRef, kind }: Pick<Told, 'kind' | 'subjectKind' | 'subjectRef'>): string {
  switch (subjectKind) {
    case 'organisation':
      return kind === 'claim_to_decide' ? '/claims' : `/organisations/${subjectRef}`
    case 'support_request':
      return `/needs/${subjectRef}`
    case 'offer':
      return `/offers/${subjectRef}`
    case 'application':
      return `/applications/${subjectRef}`
    case 'award':
      return `/awards/${subjectRef}`
    case 'delivery':
      return `/deliveries/${subjectRef}`
    case 'commitment':
      return `/commitments/${subjectRef}`
    default:
      return '/today'
  }
}
