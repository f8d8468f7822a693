import { z } from 'zod'
import type { OfferForm, OfferKind, OfferWindow } from '#app/domain/offers/offer.ts'
import { organisationRefParam } from './organisation-ref.ts'
import { choiceParam, codeParam, demonstrationParam, textParam } from './read-query.ts'

export const offerKinds = [
  'training',
  'joint_lab',
  'infrastructure',
  'shared_resource',
] as const satisfies readonly OfferKind[]

export const offerForms = [
  'course',
  'scholarship',
  'fellowship',
  'event',
  'money',
  'compute',
  'equipment',
  'expert_time',
  'lab',
  'data_set',
  'model',
  'code',
] as const satisfies readonly OfferForm[]

/** In the order in which a reader sees them: what can be taken first, what is not known apart, the past last. */
export const offerWindows = ['open', 'forecast', 'unknown', 'closed'] as const satisfies readonly OfferWindow[]

/** The choice of a language for offers whose source names none. */
export const languageNotStated = 'not_stated'

/** The filter of the list of offers, as its address carries it. */
export const offerFilterSchema = z.object({
  q: textParam,
  country: codeParam,
  kind: choiceParam(offerKinds),
  form: choiceParam(offerForms),
  topic: codeParam,
  window: choiceParam(offerWindows),
  /** A BCP 47 code, or `not_stated`. */
  language: codeParam,
  /** Ref of an organisation. */
  provider: organisationRefParam,
  demonstration: demonstrationParam,
  after: codeParam,
})

export type OfferQuery = z.output<typeof offerFilterSchema>
