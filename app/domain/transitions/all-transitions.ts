import { applicationTransitions } from './application.ts'
import { assignmentTransitions } from './assignment.ts'
import { awardTransitions } from './award.ts'
import { deliveryTransitions } from './delivery.ts'
import { disputeTransitions } from './dispute.ts'
import { interestTransitions } from './interest.ts'
import { invitationTransitions } from './invitation.ts'
import { membershipRequestTransitions } from './membership-request.ts'
import { offerTransitions } from './offer.ts'
import { organisationTransitions } from './organisation.ts'
import { supportRequestTransitions } from './support-request.ts'
import type { Transition } from './transition.ts'

/** Every aggregate with its moves; the table private.transitions of the database holds the same. */
export const allTransitions: Readonly<Record<string, readonly Transition<string>[]>> = {
  application: applicationTransitions,
  assignment: assignmentTransitions,
  award: awardTransitions,
  delivery: deliveryTransitions,
  dispute: disputeTransitions,
  interest: interestTransitions,
  invitation: invitationTransitions,
  membership_request: membershipRequestTransitions,
  offer: offerTransitions,
  organisation: organisationTransitions,
  support_request: supportRequestTransitions,
}
