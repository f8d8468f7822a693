import { applicantKinds, peopleAnswer, peopleGroups } from './people-table.ts'
import type { ApplicantFacts, Params, ReasonCode, Rule, RuleResult } from './rule.ts'
import { isSameLanguage } from './same-language.ts'

/** Places that sources name and that no list of countries belongs to: who is in them cannot be decided. */
export const undefinedPlaces: readonly string[] = ['middle_east']

/**
 * What one rule says about an applicant. `places` are the codes of the regions and groups of the applicant's country on
 * the offer's reference date, narrow first; of several that let it in, the first is named. A fact that is not given
 * makes the rule that asks for it unknown, whatever the rule lists. Total and without side effects.
 * Source: docs/eligibility-rules.md.
 */
export function decideRule(rule: Rule, facts: ApplicantFacts, places: readonly string[]): RuleResult {
  switch (rule.rule) {
    case 'place':
      return decidePlace(rule, facts, places)
    case 'body':
      return decideBody(rule, facts)
    case 'people':
      return decidePeople(rule, facts)
    case 'language':
      return decideLanguage(rule, facts)
    case 'age':
      return unknown(rule, 'age-unknown', {
        ...(rule.min === null ? {} : { min: rule.min }),
        ...(rule.max === null ? {} : { max: rule.max }),
      })
    case 'nomination':
      return unknown(rule, 'nomination-needed', {
        by: rule.by,
        ...(rule.leadDays === null ? {} : { days: rule.leadDays }),
      })
    case 'condition':
      return unknown(rule, 'condition-unknown', { condition: rule.condition })
    case 'terms':
      return unknown(rule, 'terms-unknown', {})
  }
}

type Of<Name extends Rule['rule']> = Extract<Rule, { rule: Name }>

function decidePlace(rule: Of<'place'>, { country }: ApplicantFacts, places: readonly string[]): RuleResult {
  const { countries, regions } = rule
  if (country === null) return unknown(rule, 'place-unknown', { countries, places: regions })
  const count = countries.length
  if (countries.includes(country)) return pass(rule, 'place-in', { country, via: 'country', count })
  const via = [...places, 'world'].find(place => regions.includes(place))
  if (via !== undefined) return pass(rule, 'place-in', { country, via, place: via, count })
  const unclear = regions.filter(region => undefinedPlaces.includes(region))
  if (unclear.length > 0) return unknown(rule, 'place-undefined', { country, places: unclear })
  return fail(rule, 'place-out', { country, countries, places: regions, count })
}

function decideBody(rule: Of<'body'>, { kind }: ApplicantFacts): RuleResult {
  const kinds = applicantKinds.filter(listed => rule.kinds.includes(listed))
  if (kind === null) return unknown(rule, 'body-unknown', { kinds })
  if (kinds.includes(kind)) return pass(rule, 'body-in', { kind, kinds })
  return fail(rule, 'body-out', { kind, kinds })
}

function decidePeople(rule: Of<'people'>, { kind }: ApplicantFacts): RuleResult {
  const groups = peopleGroups.filter(group => rule.groups.includes(group))
  if (kind === null) return unknown(rule, 'people-unknown', { groups })
  const best = groups.find(group => peopleAnswer(group, kind) === 'pass')
  if (best !== undefined) return pass(rule, 'people-in', { kind, group: best, groups })
  const perhaps = groups.filter(group => peopleAnswer(group, kind) === 'unknown')
  if (perhaps.length > 0) return unknown(rule, 'people-maybe', { kind, groups: perhaps })
  return fail(rule, 'people-out', { kind, groups })
}

function decideLanguage(rule: Of<'language'>, { languages }: ApplicantFacts): RuleResult {
  if (languages === null || languages.length === 0)
    return unknown(rule, 'language-unknown', { languages: rule.languages })
  const language = rule.languages.find(code => languages.some(own => isSameLanguage(own, code)))
  if (language !== undefined) return pass(rule, 'language-in', { language, languages: rule.languages })
  return fail(rule, 'language-out', { languages: rule.languages })
}

const outcome = (result: RuleResult['result']) => (rule: Rule, reason: ReasonCode, params: Params) => ({
  rule,
  result,
  reason,
  params,
})
const pass = outcome('pass')
const fail = outcome('fail')
const unknown = outcome('unknown')
