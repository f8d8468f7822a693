import type { Transition } from './transition.ts'

export type AwardState =
  | 'accepted'
  | 'active'
  | 'cancelled'
  | 'completed'
  | 'declined'
  | 'lapsed'
  | 'offered'
  | 'retracted'

/** What a provider gives, from offered to completed; back to active where what was delivered turns out to be less. */
export const awardTransitions: readonly Transition<AwardState>[] = [
  { from: 'new', to: 'offered', by: 'decide_application' },
  { from: 'offered', to: 'accepted', by: 'answer_award' },
  { from: 'offered', to: 'declined', by: 'answer_award' },
  { from: 'offered', to: 'lapsed', by: 'expire' },
  { from: 'offered', to: 'retracted', by: 'retract_award' },
  { from: 'accepted', to: 'active', by: 'report_delivery' },
  { from: 'accepted', to: 'cancelled', by: 'cancel_award' },
  { from: 'active', to: 'completed', by: 'confirm_delivery' },
  { from: 'active', to: 'completed', by: 'verify_delivery' },
  { from: 'active', to: 'completed', by: 'check_organisation' },
  { from: 'completed', to: 'active', by: 'verify_delivery' },
  { from: 'completed', to: 'active', by: 'correct_delivery' },
]
