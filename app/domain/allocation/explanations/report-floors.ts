import type { Matching } from '../deferred-acceptance.ts'
import { offersGot, runMatching, withRules } from './change-instance.ts'

/**
 * What one floor did: `binding` where the offer would hold other units without it, all else equal. `admitted` hold the
 * offer because of it, `displaced` would hold it without.
 */
export type FloorReport = {
  offer: string
  floor: string
  state: 'binding' | 'slack'
  admitted: readonly string[]
  displaced: readonly string[]
}

/** One run for each floor, with that floor off. Source: matching.md, section 7. */
export function reportFloors(matching: Matching): FloorReport[] {
  const { instance } = matching.market
  const { offers, units } = instance
  const now = offersGot(matching)
  return offers.rules.flatMap((rule, o) =>
    (rule?.floors ?? []).map(floor => {
      const without = withRules(instance, (other, at) =>
        at === o ? { ...other, floors: other.floors.filter(kept => kept.id !== floor.id) } : other,
      )
      const then = offersGot(runMatching(without))
      const admitted = units.ids.filter((_, u) => now[u] === o && then[u] !== o)
      const displaced = units.ids.filter((_, u) => now[u] !== o && then[u] === o)
      const state = admitted.length + displaced.length > 0 ? ('binding' as const) : ('slack' as const)
      return { offer: offers.ids[o] as string, floor: floor.id, state, admitted, displaced }
    }),
  )
}
