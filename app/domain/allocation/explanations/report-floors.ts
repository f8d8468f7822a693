import type { Matching } from '../deferred-acceptance.ts'
import { offersGot, runMatching, withRules } from './change-instance.ts'

/**
 * What one floor did: `binding` where the offer would hold other units without it, all else equal. `admitted` hold the
 * offer because of it, `displaced` would hold it without.
 */
export type FloorReport = {
  offer: string
  floor: string
  /** `not-computed`: the caller's budget was spent on the floors before this one. */
  state: 'binding' | 'slack' | 'not-computed'
  admitted: readonly string[]
  displaced: readonly string[]
}

/**
 * One run for each floor, with that floor off. `mayRerun` is the caller's budget, asked before each run.
 * Source: matching.md, section 7.
 */
export function reportFloors(matching: Matching, mayRerun: () => boolean): FloorReport[] {
  const { instance } = matching.market
  const { offers, units } = instance
  const now = offersGot(matching)
  return offers.rules.flatMap((rule, o) =>
    (rule?.floors ?? []).map((floor): FloorReport => {
      const of = { offer: offers.ids[o] as string, floor: floor.id }
      if (!mayRerun()) return { ...of, state: 'not-computed', admitted: [], displaced: [] }
      const without = withRules(instance, (other, at) =>
        at === o ? { ...other, floors: other.floors.filter(kept => kept.id !== floor.id) } : other,
      )
      const then = offersGot(runMatching(without))
      const admitted = units.ids.filter((_, u) => now[u] === o && then[u] !== o)
      const displaced = units.ids.filter((_, u) => now[u] !== o && then[u] === o)
      return { ...of, state: admitted.length + displaced.length > 0 ? 'binding' : 'slack', admitted, displaced }
    }),
  )
}
