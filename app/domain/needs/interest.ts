import type { OrganisationLink, SourceText } from '../commitments/commitment.ts'
import type { InterestState } from '../transitions/interest.ts'

export type InterestSide = 'institution' | 'provider'

/** What either side sent after a match, about one need and one offer. */
export type Interest = {
  id: string
  from: InterestSide
  message: SourceText | null
  state: InterestState
  reason: SourceText | null
  version: number
  createdAt: string
  answeredAt: string | null
  expiresAt: string
  request: { ref: string; title: SourceText }
  offer: { ref: string; title: SourceText }
  institution: OrganisationLink
  provider: OrganisationLink
  organisationId: string
  providerId: string
}

/** On which side an organisation stands; null where on neither. One that stands on both is asked as the one who was. */
export function sideOf(interest: Interest, organisationId: string): InterestSide | null {
  const { organisationId: institution, providerId: provider, from } = interest
  if (institution === organisationId && provider === organisationId)
    return from === 'institution' ? 'provider' : 'institution'
  if (institution === organisationId) return 'institution'
  return provider === organisationId ? 'provider' : null
}

/** Whether an organisation is the one that was asked, and nobody has answered. */
export const isAsked = (interest: Interest, organisationId: string): boolean => {
  const side = sideOf(interest, organisationId)
  return side !== null && side !== interest.from && interest.state === 'sent'
}
