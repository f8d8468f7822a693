import type { Transition } from './transition.ts'

export type SupportRequestState = 'covered' | 'expired' | 'open' | 'partly_covered' | 'withdrawn'

/** A need, from stated to covered. */
export const supportRequestTransitions: readonly Transition<SupportRequestState>[] = [
  { from: 'new', to: 'open', by: 'state_need' },
  { from: 'open', to: 'withdrawn', by: 'withdraw_need' },
  { from: 'partly_covered', to: 'withdrawn', by: 'withdraw_need' },
  { from: 'open', to: 'expired', by: 'expire' },
  { from: 'partly_covered', to: 'expired', by: 'expire' },
  { from: 'open', to: 'partly_covered', by: 'answer_award' },
  { from: 'open', to: 'covered', by: 'answer_award' },
  { from: 'partly_covered', to: 'covered', by: 'answer_award' },
]
