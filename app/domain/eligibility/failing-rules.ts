import type { RuleResult, Verdict } from './rule.ts'

/** The rules that fail, at most three, in the order of the rules: the explanation of a refusal. */
export function failingRules({ results }: Verdict): RuleResult[] {
  return results.filter(({ result }) => result === 'fail').slice(0, 3)
}

/** True when exactly one rule fails, however many are unknown. */
export function isNearMiss({ results }: Verdict): boolean {
  return results.filter(({ result }) => result === 'fail').length === 1
}
