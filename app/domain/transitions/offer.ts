import type { Transition } from './transition.ts'

export type OfferState = 'cancelled' | 'closed' | 'finalised' | 'open' | 'unknown'

/** An offer; draft, internal_review and forecast begin with the round that needs them. */
export const offerTransitions: readonly Transition<OfferState>[] = [
  { from: 'new', to: 'unknown', by: 'import' },
  { from: 'new', to: 'open', by: 'publish_offer' },
  { from: 'open', to: 'closed', by: 'close_offer' },
  { from: 'open', to: 'cancelled', by: 'cancel_offer' },
]
