import { digestOf, keyedDigest, leafDigest, rootDigest } from './digest.ts'
import { type MatchingInstance, normalForm, type Priority } from './matching-instance.ts'

export type Fact = (string | number | boolean | null)[]
export type OpenLeaf = [salt: string, ...Fact]
export type Opening = { root: string; leaves: OpenLeaf[] }

/**
 * Commits to everything an instance says, before the seed is known: one salted leaf per unit and group, unit and
 * class, list position and end of list, and score. `secret` (64 hexadecimal digits, one per round, kept by the
 * operator) gives each leaf its salt. Leaves stand in the order of their hashes, so that a closed leaf's place tells
 * nothing. Format: docs/allocation/record.md.
 */
export function commitInstance(instance: MatchingInstance, secret: string): Opening {
  const leaves = factsOf(normalForm(instance)).map((fact): [string, OpenLeaf] => {
    const leaf: OpenLeaf = [keyedDigest(secret, fact).slice(0, 32), ...fact]
    return [leafDigest(leaf), leaf]
  })
  leaves.sort(([a], [b]) => (a < b ? -1 : 1))
  return { root: rootDigest(leaves.map(([hash]) => hash)), leaves: leaves.map(([, leaf]) => leaf) }
}

function factsOf(instance: MatchingInstance): Fact[] {
  const { units, offers, pools = [] } = instance
  const rules = offers.flatMap(offer => offer.rule ?? [])
  const classes = new Set([
    ...units.flatMap(unit => unit.classes ?? []),
    ...rules.flatMap(rule => [...(rule.floors ?? []), ...(rule.shares ?? [])].map(part => part.class)),
  ])
  const keys = new Set([
    ...units.flatMap(unit => Object.keys(unit.groups ?? {})),
    ...rules.flatMap(rule => (rule.caps ?? []).map(cap => cap.key)),
  ])
  const aboutUnits = units.flatMap(({ id, groups = {}, classes: own = [], preferences }): Fact[] => [
    ...[...keys].map(key => ['group', id, key, groups[key] ?? null]),
    ...[...classes].map(name => ['class', id, name, own.includes(name)]),
    ...[...preferences, null].map((offer, place) => ['list', id, place, offer]),
  ])
  const listing = (ids: string[]) => {
    const listed = new Set(ids)
    return units.filter(unit => unit.preferences.some(offer => listed.has(offer))).map(unit => unit.id)
  }
  return [
    ['round', units.length, roundDigest(instance)],
    ...aboutUnits,
    ...offers.flatMap(offer => scoresOf('priority', offer, listing([offer.id]))),
    ...pools.flatMap(pool => scoresOf('pool-priority', pool, listing(pool.offers))),
  ]
}

/** Score or place of every unit named, and null for those that listed the offer and are not named. */
function scoresOf(kind: string, house: { id: string; priority: Priority }, listing: string[]): Fact[] {
  const { id, priority } = house
  const values = new Map(
    Array.isArray(priority) ? priority.map((unit, place) => [unit, place]) : Object.entries(priority.scores),
  )
  return [
    ...[...values].map(([unit, value]): Fact => [kind, id, unit, value]),
    ...listing.filter(unit => !values.has(unit)).map((unit): Fact => [kind, id, unit, null]),
  ]
}

/** What the round fixes for everybody, without the seed. */
function roundDigest({ offers, pools, ties }: MatchingInstance): string {
  const form = (priority: Priority) => (Array.isArray(priority) ? 'order' : 'scores')
  return digestOf({
    offers: offers.map(offer => ({ ...offer, priority: form(offer.priority) })),
    pools: pools ? pools.map(pool => ({ ...pool, priority: form(pool.priority) })) : null,
    ties: ties && 'seed' in ties ? { round: ties.round, scope: ties.scope } : (ties ?? null),
  })
}
