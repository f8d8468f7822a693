import type { MatchingInstance, Priority } from './matching-instance.ts'
import type { Sha256 } from './reading/canonical-json.ts'
import { refuse } from './reading/refusal.ts'
import { largestCount } from './reading/strict-reader.ts'
import { makeTieBreaker } from './tie-breaker.ts'

/**
 * Puts every priority of an instance in its strict order, best first: score descending, then the tie rule. Refuses
 * NON_TOTAL_PRIORITY where two scores are equal and the tie rule does not know both units.
 * Source: docs/allocation-instance.md, "Ties" and rule 20.
 */
export function rankPriorities(instance: MatchingInstance, sha: Sha256): void {
  const { units, offers, pools, ties } = instance
  const owners = [
    ...offers.ids.map((id, o) => ({ id, priority: offers.priorities[o] as Priority })),
    ...(pools ?? []).map(({ id, priority }) => ({ id, priority })),
  ]
  const breaker = ties === null ? null : makeTieBreaker(ties, units.ids, sha)
  for (const { id, priority } of owners) {
    for (const run of sortByScore(priority)) {
      const members = priority.units.subarray(run.from, run.to)
      const unknown = breaker === null ? members[0] : members.find(unit => !breaker.knows(unit))
      if (unknown !== undefined) refuse('NON_TOTAL_PRIORITY', { owner: id, unit: units.ids[unknown] as string })
      breaker?.sort(id, members)
    }
  }
  instance.tieBreaker = breaker
}

/** A stretch of equal scores: places `from` to `to - 1`. */
type Run = { from: number; to: number }

function sortByScore(priority: Priority): Run[] {
  const { units, scores } = priority
  if (scores === null) return []
  const width = units.length
  // One whole number per entry, (largest - score, unit): below 2^53 as long as a unit's number is below 2^23.
  const span = 2 ** 23
  const keys = new Float64Array(width)
  for (let i = 0; i < width; i++) keys[i] = (largestCount - (scores[i] as number)) * span + (units[i] as number)
  keys.sort()
  const runs: Run[] = []
  let from = 0
  for (let i = 0; i < width; i++) {
    const key = keys[i] as number
    const unit = key % span
    units[i] = unit
    scores[i] = largestCount - (key - unit) / span
    if (scores[i] !== scores[from]) from = i
    else if (i === from + 1) runs.push({ from, to: i + 1 })
    else if (i > from) (runs[runs.length - 1] as Run).to = i + 1
  }
  return runs
}
