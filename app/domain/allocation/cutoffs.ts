import { type Chooser, none } from './choice/chooser.ts'
import { plainRule } from './choice/rule.ts'
import type { Matching } from './deferred-acceptance.ts'
import { unitAt } from './market.ts'
import type { Priority } from './matching-instance.ts'

/**
 * The last unit admitted to each kind of seat of an offer, its score, and how many seats of the kind stay empty. Floor
 * seats that went to anybody count as open. Source: docs/allocation-instance.md, rule 9.
 */
export type Cutoff = { category: string; last: string | null; score: number | null; empty: number }

export function listCutoffs(matching: Matching, o: number): Cutoff[] {
  const { market, choosers } = matching
  const { offers, units } = market.instance
  const capacity = offers.capacity[o] as number
  const { floors, unfilled, mode } = offers.rules[o] ?? plainRule
  const taken = floors.map(() => 0)
  const last = floors.map(() => none)
  let openTaken = 0
  let openLast = none
  ;(choosers[o] as Chooser).held((g, floor) => {
    if (floor === none) {
      openTaken++
      openLast = Math.max(openLast, g)
    } else {
      taken[floor] = (taken[floor] as number) + 1
      last[floor] = Math.max(last[floor] as number, g)
    }
  })
  const keepsEmpty = unfilled === 'leave' && mode !== 'prefix-share'
  const describe = (category: string, g: number, empty: number): Cutoff => {
    const unit = g === none ? null : unitAt(market, g)
    return {
      category,
      last: unit === null ? null : (units.ids[unit] as string),
      score: unit === null ? null : scoreOf(offers.priorities[o] as Priority, unit),
      empty,
    }
  }
  const rows = floors.map(({ id, seats }, f) =>
    describe(id, last[f] as number, keepsEmpty ? seats - (taken[f] as number) : 0),
  )
  const onFloors = keepsEmpty ? floors.reduce((sum, { seats }) => sum + seats, 0) : taken.reduce((a, b) => a + b, 0)
  return [...rows, describe('open', openLast, capacity - onFloors - openTaken)]
}

function scoreOf({ units, scores }: Priority, unit: number): number | null {
  return scores === null ? null : (scores[units.indexOf(unit)] as number)
}
