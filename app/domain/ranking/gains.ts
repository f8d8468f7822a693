import type { Contribution, CriterionCode } from './need.ts'

/** A fact that is not stated, by whom, and how many points it would add at most. It may also take points away. */
export type Gain = { criterion: CriterionCode; missing: 'offer' | 'need'; atMost: number }

/** What stating a missing fact could add, most first; of equals in the order of the criteria. */
export function gainsOf(contributions: readonly Contribution[]): Gain[] {
  return contributions
    .flatMap(({ criterion, missing, weight, contribution }) =>
      missing === null ? [] : [{ criterion, missing, atMost: weight * 10 - contribution }],
    )
    .sort((one, other) => other.atMost - one.atMost)
}
