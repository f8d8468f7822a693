import type { Question, Step } from '../step.ts'

/** Whether the offer is of the kind that is asked for. */
export function kindStep({ offer, need }: Question): Step<'kind'> {
  if (need.kind === null) return { step: 'kind-not-asked', params: { offerKind: offer.kind } }
  const params = { offerKind: offer.kind, needKind: need.kind }
  return { step: offer.kind === need.kind ? 'kind-same' : 'kind-other', params }
}
