import type { Transition } from './transition.ts'

export type MembershipRequestState = 'approved' | 'refused' | 'waiting' | 'withdrawn'

/** A claim on a listed organisation, or the wish to join a claimed one. */
export const membershipRequestTransitions: readonly Transition<MembershipRequestState>[] = [
  { from: 'new', to: 'waiting', by: 'claim_organisation' },
  { from: 'new', to: 'waiting', by: 'ask_membership' },
  { from: 'new', to: 'approved', by: 'register_organisation' },
  { from: 'waiting', to: 'approved', by: 'decide_membership' },
  { from: 'waiting', to: 'refused', by: 'decide_membership' },
  { from: 'waiting', to: 'withdrawn', by: 'withdraw_membership' },
]
