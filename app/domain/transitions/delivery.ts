import type { Transition } from './transition.ts'

export type DeliveryState =
  | 'confirmed'
  | 'corrected'
  | 'disputed'
  | 'partly_confirmed'
  | 'rejected'
  | 'reported'
  | 'verified'

/** A reported fulfilment, as far as its receiver and a verifier have followed it. */
export const deliveryTransitions: readonly Transition<DeliveryState>[] = [
  { from: 'new', to: 'reported', by: 'import' },
  { from: 'new', to: 'reported', by: 'report_delivery' },
  { from: 'new', to: 'reported', by: 'correct_delivery' },
  { from: 'reported', to: 'confirmed', by: 'confirm_delivery' },
  { from: 'reported', to: 'partly_confirmed', by: 'confirm_delivery' },
  { from: 'reported', to: 'disputed', by: 'confirm_delivery' },
  { from: 'reported', to: 'verified', by: 'verify_delivery' },
  { from: 'reported', to: 'rejected', by: 'verify_delivery' },
  { from: 'confirmed', to: 'verified', by: 'verify_delivery' },
  { from: 'confirmed', to: 'rejected', by: 'verify_delivery' },
  { from: 'partly_confirmed', to: 'verified', by: 'verify_delivery' },
  { from: 'partly_confirmed', to: 'rejected', by: 'verify_delivery' },
  { from: 'disputed', to: 'reported', by: 'settle_dispute' },
  { from: 'disputed', to: 'rejected', by: 'settle_dispute' },
  { from: 'reported', to: 'corrected', by: 'correct_delivery' },
  { from: 'partly_confirmed', to: 'corrected', by: 'correct_delivery' },
  { from: 'confirmed', to: 'corrected', by: 'correct_delivery' },
  { from: 'disputed', to: 'corrected', by: 'correct_delivery' },
  { from: 'rejected', to: 'corrected', by: 'correct_delivery' },
  { from: 'verified', to: 'corrected', by: 'correct_delivery' },
]
