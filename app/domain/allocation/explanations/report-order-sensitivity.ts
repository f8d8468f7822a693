import type { Matching } from '../deferred-acceptance.ts'
import { runMatching, unitsThatDiffer, withRules } from './change-instance.ts'

/** Units whose offer would differ if every offer processed its floors in the reverse order. Source: matching.md, section 7. */
export function reportOrderSensitivity(matching: Matching): readonly string[] {
  const reversed = withRules(matching.market.instance, rule => ({ ...rule, floors: [...rule.floors].reverse() }))
  return unitsThatDiffer(matching, runMatching(reversed))
}
