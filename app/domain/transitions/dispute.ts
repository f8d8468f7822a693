import type { Transition } from './transition.ts'

export type DisputeState = 'open' | 'replied' | 'settled' | 'upheld'

/** A delivery that somebody contradicts. */
export const disputeTransitions: readonly Transition<DisputeState>[] = [
  { from: 'new', to: 'open', by: 'confirm_delivery' },
  { from: 'open', to: 'replied', by: 'reply_dispute' },
  { from: 'open', to: 'settled', by: 'settle_dispute' },
  { from: 'replied', to: 'settled', by: 'settle_dispute' },
  { from: 'open', to: 'upheld', by: 'settle_dispute' },
  { from: 'replied', to: 'upheld', by: 'settle_dispute' },
]
