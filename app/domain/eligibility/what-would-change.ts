import { applicantKinds, kindsWith, peopleAnswer } from './people-table.ts'
import type { Params, PeopleGroup, RuleResult } from './rule.ts'

export const changeCodes = [
  'give-country',
  'ask-place',
  'nothing-place',
  'give-kind',
  'lead-partner',
  'other-people',
  'check-people',
  'give-languages',
  'other-languages',
  'check-ages',
  'ask-nomination',
  'ask-nomination.days',
  'check-condition',
  'ask-terms',
] as const

export type ChangeCode = (typeof changeCodes)[number]

/** What would turn a failed rule, or settle an unknown one; a translation key with its values. */
export type Change = { code: ChangeCode; params: Params }

/**
 * What would change a verdict: one line for each rule that failed or is unknown, in the order of the results. Two rules
 * that ask for the same fact make one line. A place that is not listed cannot be changed, and the line says so.
 */
export function whatWouldChange(results: readonly RuleResult[]): Change[] {
  const changes = results.flatMap(result => changeFor(result) ?? [])
  return changes.filter(
    ({ code }, index) => !code.startsWith('give-') || changes.findIndex(other => other.code === code) === index,
  )
}

function changeFor({ reason, params }: RuleResult): Change | null {
  switch (reason) {
    case 'place-in':
    case 'body-in':
    case 'people-in':
    case 'language-in':
      return null
    case 'place-unknown':
      return { code: 'give-country', params: {} }
    case 'place-undefined':
      return { code: 'ask-place', params }
    case 'place-out':
      return { code: 'nothing-place', params }
    case 'body-unknown':
    case 'people-unknown':
      return { code: 'give-kind', params: {} }
    case 'body-out':
      return { code: 'lead-partner', params }
    case 'people-out':
      return { code: 'other-people', params: { ...params, kinds: sendersOf(params.groups as PeopleGroup[]) } }
    case 'people-maybe':
      return { code: 'check-people', params }
    case 'language-unknown':
      return { code: 'give-languages', params }
    case 'language-out':
      return { code: 'other-languages', params }
    case 'age-unknown':
      return { code: 'check-ages', params }
    case 'nomination-needed':
      return typeof params.days === 'number'
        ? { code: 'ask-nomination.days', params: { ...params, count: params.days } }
        : { code: 'ask-nomination', params }
    case 'condition-unknown':
      return { code: 'check-condition', params }
    case 'terms-unknown':
      return { code: 'ask-terms', params }
  }
}

/** Kinds of applicant that have people of the groups; where none surely has them, those that may. */
function sendersOf(groups: readonly PeopleGroup[]): string[] {
  const sure = applicantKinds.filter(kind => groups.some(group => kindsWith(group).includes(kind)))
  if (sure.length > 0) return sure
  return applicantKinds.filter(kind => groups.some(group => peopleAnswer(group, kind) === 'unknown'))
}
