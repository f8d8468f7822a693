import { z } from 'zod'
import { organisationRefParam } from './organisation-ref.ts'
import { choiceParam, codeParam, demonstrationParam, textParam, wholeNumberParam } from './read-query.ts'

export const commitmentKinds = [
  'training',
  'joint_lab',
  'infrastructure',
  'shared_resource',
  'funding',
  'policy',
  'programme',
] as const
export const commitmentSteps = ['reported', 'confirmed', 'verified'] as const
export const implementations = [
  'not_assessed',
  'no_number',
  'not_started',
  'in_progress',
  'delivered',
  'over_delivered',
  'overdue',
  'on_track',
  'behind',
] as const

/** The filter of the list of commitments, as its address carries it. */
export const commitmentFilterSchema = z.object({
  q: textParam,
  point: wholeNumberParam(1, 99),
  kind: choiceParam(commitmentKinds),
  measure: codeParam,
  committer: organisationRefParam,
  country: codeParam,
  /** A region or group that the promise itself names. */
  place: codeParam,
  step: choiceParam(commitmentSteps),
  implementation: choiceParam(implementations),
  demonstration: demonstrationParam,
  after: codeParam,
})

export type CommitmentQuery = z.output<typeof commitmentFilterSchema>

/** Whether an address asks for less than all commitments; neither the place in the list nor the demonstration is a filter. */
export const isFiltered = ({ after: _, demonstration: __, ...filter }: CommitmentQuery): boolean =>
  Object.values(filter).some(value => value !== null)
