import type { Transition } from './transition.ts'

export type InterestState = 'accepted' | 'expired' | 'refused' | 'sent'

/** An expression of interest, from either side. */
export const interestTransitions: readonly Transition<InterestState>[] = [
  { from: 'new', to: 'sent', by: 'express_interest' },
  { from: 'sent', to: 'accepted', by: 'answer_interest' },
  { from: 'sent', to: 'refused', by: 'answer_interest' },
  { from: 'sent', to: 'expired', by: 'expire' },
]
