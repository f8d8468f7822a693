import type { Transition } from './transition.ts'

export type OrganisationState = 'claimed' | 'listed' | 'verified'

/** From listed by the editors to claimed by its members to verified by the platform. */
export const organisationTransitions: readonly Transition<OrganisationState>[] = [
  { from: 'new', to: 'listed', by: 'import' },
  { from: 'new', to: 'claimed', by: 'register_organisation' },
  { from: 'listed', to: 'claimed', by: 'claim_organisation' },
  { from: 'listed', to: 'claimed', by: 'decide_membership' },
  { from: 'claimed', to: 'verified', by: 'check_organisation' },
  { from: 'verified', to: 'claimed', by: 'check_organisation' },
]
