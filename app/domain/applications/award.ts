import type { IsoDate } from '../calendar/iso-date.ts'
import type { Money, OrganisationLink, Origin, SourceText } from '../commitments/commitment.ts'
import type { MemberRole, RecordLink } from './application.ts'

export const awardStates = [
  'offered',
  'accepted',
  'declined',
  'lapsed',
  'retracted',
  'active',
  'suspended',
  'completed',
  'cancelled',
] as const

export type AwardState = (typeof awardStates)[number]

/** What a provider gives an applicant, as one of the two reads it: units or money, never both. */
export type Award = {
  ref: string
  state: AwardState
  version: number
  /** Until when it has to be answered, ISO 8601. */
  answerBy: string
  reason: SourceText | null
  quantity: number | null
  amount: Money | null
  offer: RecordLink & { kind: string; form: string; unit: SourceText | null; measure: string; origin: Origin }
  commitment: RecordLink
  provider: OrganisationLink
  organisation: OrganisationLink
  applicationRef: string
  /** As what the reader acts for either side; null where they do not. */
  institutionRole: MemberRole | null
  providerRole: MemberRole | null
  deliveries: { ref: string; state: string; reported: number; confirmed: number; verified: number; asOf: IsoDate }[]
}
