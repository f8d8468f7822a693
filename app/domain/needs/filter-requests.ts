import type { OfferKind } from '../offers/offer.ts'
import { isFound } from '../organisations/search-text.ts'
import type { SupportRequestState } from '../transitions/support-request.ts'
import type { SupportRequest } from './support-request.ts'

/** What a reader asks for; every part may be missing, and all that are given must hold. */
export type RequestFilter = {
  q?: string | null
  kind?: OfferKind | null
  country?: string | null
  topic?: string | null
  state?: SupportRequestState | null
  /** Ref of the institution. */
  organisation?: string | null
}

/** The needs that pass a filter, in their order. */
export function filterRequests(list: readonly SupportRequest[], filter: RequestFilter): SupportRequest[] {
  const { q, kind, country, topic, state, organisation } = filter
  return list.filter(
    request =>
      (!q || isFound(q, wordsOf(request))) &&
      (kind == null || request.kind === kind) &&
      (country == null || request.organisation.country === country) &&
      (topic == null || request.topic === topic) &&
      (state == null || request.state === state) &&
      (organisation == null || request.organisation.ref === organisation),
  )
}

const wordsOf = ({ ref, title, description, organisation }: SupportRequest): string =>
  [ref, title.text, description.text, organisation.name.text].join(' ')
