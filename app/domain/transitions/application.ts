import type { Transition } from './transition.ts'

export type ApplicationState = 'awarded' | 'declined' | 'ineligible' | 'submitted' | 'waitlisted' | 'withdrawn'

/** An application, from sent to decided. Until it is sent it is a draft of its writer alone. */
export const applicationTransitions: readonly Transition<ApplicationState>[] = [
  { from: 'new', to: 'submitted', by: 'submit_application' },
  { from: 'submitted', to: 'withdrawn', by: 'withdraw_application' },
  { from: 'waitlisted', to: 'withdrawn', by: 'withdraw_application' },
  { from: 'submitted', to: 'awarded', by: 'decide_application' },
  { from: 'submitted', to: 'waitlisted', by: 'decide_application' },
  { from: 'submitted', to: 'declined', by: 'decide_application' },
  { from: 'submitted', to: 'ineligible', by: 'decide_application' },
  { from: 'waitlisted', to: 'awarded', by: 'decide_application' },
  { from: 'waitlisted', to: 'declined', by: 'decide_application' },
  // An award that the institution let go, and one that the provider took back.
  { from: 'awarded', to: 'withdrawn', by: 'answer_award' },
  { from: 'awarded', to: 'withdrawn', by: 'expire' },
  { from: 'awarded', to: 'waitlisted', by: 'retract_award' },
  { from: 'awarded', to: 'waitlisted', by: 'cancel_award' },
]
