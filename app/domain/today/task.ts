import type { OrganisationLink, SourceText } from '../commitments/commitment.ts'

/** What can wait for a person; the same codes as the function my_tasks of the database. */
export const taskKinds = [
  'invitation',
  'join_to_decide',
  'claim_to_decide',
  'organisation_to_check',
  'interest_to_answer',
  'application_to_decide',
  'award_to_answer',
  'award_to_deliver',
  'delivery_to_confirm',
  'delivery_to_verify',
  'dispute_to_reply',
  'dispute_to_settle',
  'delivery_to_correct',
  'verifier_to_draw',
  'report_due',
] as const

export type TaskKind = (typeof taskKinds)[number]

/** One thing that waits: about which record, on whose behalf, since when, and until when where there is a day. */
export type Task = {
  kind: TaskKind
  ref: string
  title: SourceText
  organisation: OrganisationLink | null
  /** ISO 8601. */
  since: string
  due: string | null
  version: number
  /** The other side: by whom it is, or for whom. */
  who: OrganisationLink | null
  amount: Amount | null
}

/** How much of what; money in whole units of its currency. */
export type Amount = { quantity: number; measure: string }

/** Whether the other side of a task is who receives, and not who gives or asks. */
export const isForOther = (kind: TaskKind): boolean => kind === 'award_to_deliver' || kind === 'delivery_to_correct'

/** Where a task is done, after the language: one step from the list. */
export function taskPath({ kind, ref, organisation }: Pick<Task, 'kind' | 'ref' | 'organisation'>): string {
  const own = organisation?.ref ?? ''
  switch (kind) {
    case 'invitation':
      return '/my'
    case 'join_to_decide':
      return `/my/${ref}/members`
    case 'claim_to_decide':
      return '/claims'
    case 'organisation_to_check':
      return `/organisations/${ref}/check`
    case 'interest_to_answer':
      return `/my/${ref}/interests`
    case 'application_to_decide':
      return `/applications/${ref}`
    case 'award_to_answer':
      return `/awards/${ref}`
    case 'award_to_deliver':
      return `/my/${own}/deliveries/new?award=${ref}`
    case 'delivery_to_confirm':
      return `/deliveries/${ref}/confirm`
    case 'delivery_to_verify':
      return `/deliveries/${ref}/verify`
    case 'delivery_to_correct':
      return `/deliveries/${ref}/correct`
    case 'dispute_to_reply':
    case 'dispute_to_settle':
      return `/deliveries/${ref}/dispute`
    case 'verifier_to_draw':
      return '/overview'
    case 'report_due':
      return `/my/${own}/deliveries/new?commitment=${ref}`
  }
}
