import { isEverybody } from '../../eligibility/people-table.ts'
import type { PeopleGroup, RuleResult } from '../../eligibility/rule.ts'
import { scales } from '../scales.ts'
import type { Question, Step } from '../step.ts'

/**
 * Whether the offer is made for organisations, or people of organisations, of the applicant's kind. Where it has rules
 * on both, the less favourable one counts, since both must hold.
 */
export function audienceStep({ results, facts }: Question): Step<'audience'> {
  if (facts.kind === null) return { step: 'audience-not-given', params: {} }
  const steps = results.flatMap(result => stepOf(result) ?? [])
  if (steps.length === 0) return { step: 'audience-not-stated', params: { kind: facts.kind } }
  return steps.reduce((worst, next) =>
    scales.audience[next.step].points < scales.audience[worst.step].points ? next : worst,
  )
}

function stepOf({ reason, params }: RuleResult): Step<'audience'> | null {
  switch (reason) {
    case 'body-in':
      return { step: 'audience-named', params }
    case 'people-in':
      return { step: isEverybody(params.group as PeopleGroup) ? 'audience-all' : 'audience-named', params }
    case 'people-maybe':
      return { step: 'audience-maybe', params }
    case 'body-out':
    case 'people-out':
      return { step: 'audience-other', params }
    default:
      return null
  }
}
