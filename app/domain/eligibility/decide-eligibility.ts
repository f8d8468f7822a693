import { decideRule } from './decide-rule.ts'
import type { ApplicantFacts, Rule, RuleResult, Verdict } from './rule.ts'

/** The order in which rules are read on an offer. */
export const ruleOrder = [
  'place',
  'body',
  'people',
  'language',
  'age',
  'nomination',
  'condition',
  'terms',
] as const satisfies Rule['rule'][]

/**
 * Whether an applicant may take an offer, rule by rule: `not_eligible` when at least one rule fails, `needs_check` when
 * none fails and at least one is unknown, `eligible` when every rule passes; an offer without rules is `eligible`.
 * Results stand in the order of the rules; several of one kind keep the order of the source.
 * `places` are the applicant's regions and groups on the offer's reference date. Source: docs/eligibility-rules.md.
 */
export function decideEligibility(rules: readonly Rule[], facts: ApplicantFacts, places: readonly string[]): Verdict {
  const results = [...rules].sort(compareRules).map(rule => decideRule(rule, facts, places))
  return { verdict: verdictOf(results), results }
}

/** Sorting is stable, so rules of one kind keep their order. */
function compareRules(one: Rule, other: Rule): number {
  return ruleOrder.indexOf(one.rule) - ruleOrder.indexOf(other.rule)
}

function verdictOf(results: readonly RuleResult[]): Verdict['verdict'] {
  if (results.some(({ result }) => result === 'fail')) return 'not_eligible'
  return results.some(({ result }) => result === 'unknown') ? 'needs_check' : 'eligible'
}
