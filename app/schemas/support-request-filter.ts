import { z } from 'zod'
import type { SupportRequestState } from '#app/domain/transitions/support-request.ts'
import { offerKinds } from './offer-filter.ts'
import { organisationRefParam } from './organisation-ref.ts'
import { choiceParam, codeParam, demonstrationParam, textParam } from './read-query.ts'

/** In reading order: what can still be answered first. */
export const requestStates = [
  'open',
  'partly_covered',
  'covered',
  'withdrawn',
  'expired',
] as const satisfies readonly SupportRequestState[]

/** The filter of the list of needs, as its address carries it. */
export const requestFilterSchema = z.object({
  q: textParam,
  country: codeParam,
  kind: choiceParam(offerKinds),
  topic: codeParam,
  state: choiceParam(requestStates),
  /** Ref of an institution. */
  organisation: organisationRefParam,
  demonstration: demonstrationParam,
  after: codeParam,
})

export type RequestQuery = z.output<typeof requestFilterSchema>

/** What was just done with a need, as the address of the page that follows says it. */
export const requestDoneSchema = z.object({
  done: choiceParam(['stated', 'changed', 'withdrawn', 'expressed', 'answered']),
})
