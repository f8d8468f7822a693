import type { Rule } from '../choice/rule.ts'
import { deferAcceptance, type Matching } from '../deferred-acceptance.ts'
import { buildMarket } from '../market.ts'
import type { MatchingInstance } from '../matching-instance.ts'

/** The matching of an instance. */
export const runMatching = (instance: MatchingInstance): Matching => deferAcceptance(buildMarket(instance))

/** The same instance with other rules; everything else, ties included, as it was. */
export function withRules(instance: MatchingInstance, change: (rule: Rule, offer: number) => Rule): MatchingInstance {
  const rules = instance.offers.rules.map((rule, o) => (rule === null ? null : change(rule, o)))
  return { ...instance, offers: { ...instance.offers, rules } }
}

/** The offer each unit got, by number, or -1. */
export function offersGot({ market, edgeOf }: Matching): Int32Array {
  return edgeOf.map(edge => (edge === -1 ? -1 : (market.instance.units.offer[edge] as number)))
}

/** Ids of the units whose offer differs between two runs. */
export function unitsThatDiffer(a: Matching, b: Matching): string[] {
  const [one, other] = [offersGot(a), offersGot(b)]
  return a.market.instance.units.ids.filter((_, u) => one[u] !== other[u])
}
