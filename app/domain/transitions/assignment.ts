import type { Transition } from './transition.ts'

export type AssignmentState = 'done' | 'handed_back' | 'open'

/** A verifier who was drawn for a delivery. */
export const assignmentTransitions: readonly Transition<AssignmentState>[] = [
  { from: 'new', to: 'open', by: 'draw_verifier' },
  { from: 'open', to: 'done', by: 'verify_delivery' },
  { from: 'open', to: 'handed_back', by: 'hand_back_assignment' },
]
