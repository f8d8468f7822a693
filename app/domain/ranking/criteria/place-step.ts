import type { RuleResult } from '../../eligibility/rule.ts'
import { scales } from '../scales.ts'
import type { Question, Step } from '../step.ts'

/** At most so many countries, named and without a region or group beside them, are a focus. */
export const fewCountries = 15

/** Continents, and groups that reach across continents. Every other region is a part of a continent. */
const wide: readonly string[] = [
  'africa',
  'americas',
  'asia',
  'europe',
  'oceania',
  'ldc',
  'lldc',
  'sids',
  'commonwealth',
  'african_union',
  'asean',
  'brics',
  'sco',
]

/** How closely the offer is aimed at the applicant's country. Several rules on places: the least favourable counts. */
export function placeStep({ results, facts }: Question): Step<'place'> {
  if (facts.country === null) return { step: 'place-not-given', params: {} }
  const country = facts.country
  const steps = results.filter(({ rule }) => rule.rule === 'place').map(stepOf)
  if (steps.length === 0) return { step: 'place-not-stated', params: { country } }
  return steps.reduce((worst, next) =>
    scales.place[next.step].points < scales.place[worst.step].points ? next : worst,
  )
}

function stepOf({ rule, reason, params }: RuleResult): Step<'place'> {
  if (reason === 'place-out') return { step: 'place-other', params }
  if (reason !== 'place-in' || rule.rule !== 'place') return { step: 'place-not-stated', params }
  const { via } = params
  if (via === 'country') {
    const isFew = rule.countries.length <= fewCountries && rule.regions.length === 0
    return { step: isFew ? 'place-named-few' : 'place-named', params }
  }
  if (via === 'world') return { step: 'place-world', params }
  if (via === 'developing') return { step: 'place-developing', params }
  return { step: wide.includes(String(via)) ? 'place-wide' : 'place-region', params }
}
