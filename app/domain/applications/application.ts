import type { IsoDate } from '../calendar/iso-date.ts'
import type { Money, OrganisationLink, Origin, SourceText } from '../commitments/commitment.ts'
import type { UnitKind } from '../offers/offer.ts'
import type { OrganisationState } from '../organisations/organisation.ts'
import type { AwardState } from './award.ts'

export const applicationStates = [
  'submitted',
  'returned',
  'ineligible',
  'in_review',
  'shortlisted',
  'invited',
  'recommended',
  'awarded',
  'waitlisted',
  'declined',
  'withdrawn',
] as const

export type RecordLink = { ref: string; title: SourceText }

export type MemberRole = 'owner' | 'editor' | 'reviewer' | 'viewer'

/** An application as one of its two sides reads it. Nominees are null for whoever may not see them. */
export type Application = {
  /** The code of its receipt. */
  ref: string
  state: (typeof applicationStates)[number]
  version: number
  motivation: SourceText
  /** ISO 8601. */
  submittedAt: string
  /** Of money: how much was asked for. */
  asked: Money | null
  offer: RecordLink & { kind: string; form: string; origin: Origin }
  provider: OrganisationLink
  organisation: OrganisationLink & { country: string | null; state: OrganisationState }
  /** On which side the reader stands, and as what. */
  side: 'institution' | 'provider'
  myRole: MemberRole
  request: RecordLink | null
  units: { position: number; kind: UnitKind; name: string | null; mail: string | null; consentOn: IsoDate | null }[]
  decisions: { outcome: string; reasonCode: string; reason: SourceText | null; at: string }[]
  award: { ref: string; state: AwardState } | null
  offerId: string
  organisationId: string
}
