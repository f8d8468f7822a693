import { findLostGuarantee, groupOf } from '../check-guarantees.ts'
import type { Rule } from '../choice/rule.ts'
import type { MatchingInstance, Priority, Units } from '../matching-instance.ts'

/** What can be had instead of a rule that is refused, with its numbers on the units that the offer names. */
export type Alternative =
  /** At most `max` nominees of each group enter the round: `entering` would, `staying` would not. */
  | { code: 'nomination-quota'; key: string; max: number; entering: number; staying: number }
  /** One published order of all units, with the floors as shares of those called; then plain capacity. */
  | { code: 'call-order'; shares: readonly { class: string; percent: number }[] }
  /** The same rule in the named mode, or without the named part, is on the safe list. */
  | { code: 'without-caps' | 'without-floors' | 'floors-first' | 'meritorious' | 'one-to-one' }

/** Source: matching.md, 4.2 ("Configuration check"). Empty where the rule of the offer is allowed. */
export function listAlternatives({ units, offers }: MatchingInstance, offer: number): Alternative[] {
  const rule = offers.rules[offer] ?? null
  const { units: named } = offers.priorities[offer] as Priority
  if (rule === null || findLostGuarantee(rule, units, named) === null) return []
  const { caps, floors } = rule
  const isSafe = (other: Partial<Rule>) => findLostGuarantee({ ...rule, ...other }, units, named) === null
  const changes: [Alternative, boolean][] = [
    [{ code: 'one-to-one' }, rule.counting !== 'one-to-one' && isSafe({ counting: 'one-to-one' })],
    [{ code: 'floors-first' }, rule.mode === 'over-and-above' && isSafe({ mode: 'min-guarantee' })],
    [{ code: 'meritorious' }, rule.mode === 'min-guarantee' && isSafe({ mode: 'meritorious', counting: 'one-to-one' })],
    [{ code: 'without-caps' }, caps.length > 0 && isSafe({ caps: [] })],
    [{ code: 'without-floors' }, floors.length > 0 && isSafe({ floors: [] })],
  ]
  const quotas = caps.map(({ key, max }) => nominationQuota(units, named, key, max))
  const shares = sharesOf(rule, offers.capacity[offer] as number)
  const calls: Alternative[] = shares.length === 1 || shares.length === 2 ? [{ code: 'call-order', shares }] : []
  return [...changes.flatMap(([alternative, isHad]) => (isHad ? alternative : [])), ...quotas, ...calls]
}

function nominationQuota(units: Units, named: Int32Array, key: string, max: number): Alternative {
  const sizes = new Map<string, number>()
  let entering = 0
  for (const unit of named) {
    const group = groupOf(units, unit, key)
    const size = group === null ? 0 : (sizes.get(group) ?? 0)
    if (group !== null) sizes.set(group, size + 1)
    if (size < max) entering++
  }
  return { code: 'nomination-quota', key, max, entering, staying: named.length - entering }
}

/** Floors as shares of the capacity, rounded up; shares stay as they are. */
function sharesOf({ floors, shares }: Rule, capacity: number) {
  if (shares.length > 0) return shares
  return floors.map(({ class: name, seats }) => ({
    class: name,
    percent: capacity === 0 ? 0 : Math.ceil((100 * seats) / capacity),
  }))
}
