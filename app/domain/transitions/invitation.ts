import type { Transition } from './transition.ts'

export type InvitationState = 'accepted' | 'sent' | 'withdrawn'

/** What a mail asks a person to become. */
export const invitationTransitions: readonly Transition<InvitationState>[] = [
  { from: 'new', to: 'sent', by: 'invite_member' },
  { from: 'sent', to: 'accepted', by: 'accept_invitation' },
  { from: 'sent', to: 'withdrawn', by: 'withdraw_invitation' },
]
