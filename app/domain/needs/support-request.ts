import type { IsoDate } from '../calendar/iso-date.ts'
import type { OrganisationLink, Origin, SourceText } from '../commitments/commitment.ts'
import type { OfferKind } from '../offers/offer.ts'
import type { OrganisationKind } from '../organisations/organisation.ts'
import type { SupportRequestState } from '../transitions/support-request.ts'

/** What is there, what is wanted, and how much of the difference was awarded, in one measure. */
export type RequestPart = {
  measure: string
  baseline: number
  target: number
  covered: number
  dueOn: IsoDate | null
}

/** A need, stated by an institution in its own words. */
export type SupportRequest = {
  id: string
  ref: string
  origin: Origin
  title: SourceText
  description: SourceText
  kind: OfferKind
  topic: string | null
  /** BCP 47 codes in which help can be taken; empty = not said. */
  languages: string[]
  mode: 'online' | 'on_site' | 'blended' | null
  neededBy: IsoDate | null
  state: SupportRequestState
  tellsMatches: boolean
  version: number
  createdAt: string
  changedAt: string
  organisation: OrganisationLink & {
    country: string | null
    kind: OrganisationKind
    state: 'listed' | 'claimed' | 'verified'
  }
  organisationId: string
  parts: RequestPart[]
}

/** Whether something can still be offered for it, and its words can change. */
export const isOpenRequest = ({ state }: Pick<SupportRequest, 'state'>): boolean =>
  state === 'open' || state === 'partly_covered'

/** How much of a part nobody has awarded yet, in its measure; never below zero. */
export const leftOf = ({ baseline, target, covered }: Omit<RequestPart, 'measure' | 'dueOn'>): number =>
  Math.max(0, target - baseline - covered)
