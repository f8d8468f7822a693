import { type Cap, type Floor, floorSeats, type Rule } from './choice/rule.ts'
import type { MatchingInstance, Pool, Priority, Units } from './matching-instance.ts'
import { type RefusalDetail, refuse } from './reading/refusal.ts'

/**
 * Refuses what loses the theorem: FLOORS_EXCEED_CAPACITY, CAPS_NOT_A_TREE, NO_GUARANTEE, in this order over all
 * offers. Tested over all units that an offer's priority names, whatever they listed.
 * Source: docs/allocation-instance.md, rules 7 and 8.
 */
export function checkGuarantees(instance: MatchingInstance): void {
  const { units, offers, pools } = instance
  const ruled = offers.rules.flatMap((rule, o) => {
    const named = (offers.priorities[o] as Priority).units
    return rule === null ? [] : [{ rule, named, id: offers.ids[o] as string, capacity: offers.capacity[o] as number }]
  })
  for (const { rule, id, capacity } of ruled) {
    const seats = floorSeats(rule)
    if (seats > capacity) refuse('FLOORS_EXCEED_CAPACITY', { offer: id, seats, capacity })
  }
  for (const { rule, named, id } of ruled) {
    const crossing = findCrossingCaps(rule, units, named)
    if (crossing) refuse('CAPS_NOT_A_TREE', { offer: id, ...crossing })
  }
  for (const { rule, named, id } of ruled) {
    const broken = findLostGuarantee(rule, units, named)
    if (broken) refuse('NO_GUARANTEE', { offer: id, ...broken })
  }
  for (const pool of pools ?? []) {
    for (const o of pool.offers) {
      const broken = findOrderAgainstPool(instance, pool, o)
      if (broken)
        refuse('NO_GUARANTEE', { offer: offers.ids[o] as string, pool: pool.id, what: 'pool-order', ...broken })
    }
  }
}

/** The first reason why an offer's rule is not on the safe list, or null. */
export function findLostGuarantee(rule: Rule, units: Units, named: Int32Array): RefusalDetail | null {
  const { mode, floors, caps, shares, counting } = rule
  if (shares.length > 1) return { what: 'two-shares' }
  if (floors.length > 0 && mode === 'prefix-share') return { what: 'floors-with-share' }
  if (caps.length > 0 && (mode === 'meritorious' || mode === 'prefix-share')) return { what: `caps-with-${mode}` }
  if (caps.length > 0 && floors.length > 0 && mode === 'over-and-above') return { what: 'caps-with-over-and-above' }
  const mustBeApart = floors.length > 1 && (caps.length > 0 || counting === 'one-to-many')
  const overlap = mustBeApart ? findFloorOverlap(floors, units, named) : null
  if (overlap) return { what: caps.length > 0 ? 'overlapping-floors-with-caps' : 'counted-twice', ...overlap }
  return floors.length > 0 && caps.length > 0 ? findGroupAcrossFloor(floors, caps, units, named) : null
}

const holds = (units: Units, unit: number, className: string) =>
  (units.classSets[units.classSet[unit] as number] as readonly string[]).includes(className)

function findFloorOverlap(floors: readonly Floor[], units: Units, named: Int32Array): RefusalDetail | null {
  for (const unit of named) {
    const [first, second] = floors.filter(floor => holds(units, unit, floor.class))
    if (first && second) return { floor: first.id, other: second.id, unit: units.ids[unit] as string }
  }
  return null
}

/** The unit's group under a cap key; null where it has no value and is a group of its own. */
export function groupOf(units: Units, unit: number, key: string): string | null {
  const groups = units.groups[unit] ?? null
  return groups?.values[groups.keys.indexOf(key)] ?? null
}

function findGroupAcrossFloor(
  floors: readonly Floor[],
  caps: readonly Cap[],
  units: Units,
  named: Int32Array,
): RefusalDetail | null {
  for (const { key } of caps) {
    for (const floor of floors) {
      const insideOf = new Map<string, boolean>()
      for (const unit of named) {
        const group = groupOf(units, unit, key)
        if (group === null) continue
        const inside = holds(units, unit, floor.class)
        if ((insideOf.get(group) ?? inside) !== inside) return { what: 'cap-across-floor', key, group, floor: floor.id }
        insideOf.set(group, inside)
      }
    }
  }
  return null
}

/** Two cap groups that overlap without one containing the other, or null. */
function findCrossingCaps(rule: Rule, units: Units, named: Int32Array): RefusalDetail | null {
  const { caps } = rule
  for (const [i, a] of caps.entries()) {
    for (const b of caps.slice(i + 1)) {
      const crossing = findCrossing(a.key, b.key, units, named)
      if (crossing) return { key: a.key, other: b.key, ...crossing }
    }
  }
  return null
}

function findCrossing(keyA: string, keyB: string, units: Units, named: Int32Array): RefusalDetail | null {
  const sizeA = new Map<string, number>()
  const sizeB = new Map<string, number>()
  const both = new Map<string, { a: string; b: string; size: number }>()
  for (const unit of named) {
    const a = groupOf(units, unit, keyA)
    const b = groupOf(units, unit, keyB)
    if (a !== null) sizeA.set(a, (sizeA.get(a) ?? 0) + 1)
    if (b !== null) sizeB.set(b, (sizeB.get(b) ?? 0) + 1)
    if (a === null || b === null) continue
    // Names hold no `|`.
    const pair = both.get(`${a}|${b}`)
    if (pair) pair.size++
    else both.set(`${a}|${b}`, { a, b, size: 1 })
  }
  for (const { a, b, size } of both.values()) {
    if (size !== sizeA.get(a) && size !== sizeB.get(b)) return { group: a, otherGroup: b }
  }
  return null
}

function findOrderAgainstPool(instance: MatchingInstance, pool: Pool, offer: number): RefusalDetail | null {
  const { units, offers } = instance
  const place = new Int32Array(units.ids.length).fill(-1)
  for (const [i, unit] of pool.priority.units.entries()) place[unit] = i
  let last = -1
  for (const unit of (offers.priorities[offer] as Priority).units) {
    const here = place[unit] as number
    if (here === -1) continue
    if (here < last) return { unit: units.ids[unit] as string }
    last = here
  }
  return null
}
