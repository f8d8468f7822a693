import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { Broken } from './broken.ts'
import type { MatchingInstance, Priority } from './instance.ts'
import { sha256Hex } from './sha256.ts'
import { canonicalJson } from './strict-json.ts'

/** A fact that was committed to before the seed; docs/allocation/record.md lists them. */
export type Fact = (string | number | boolean | null)[]
/** A leaf is its fact behind a salt when opened, else its hash alone. */
export type Leaf = string | [salt: string, ...fact: Fact]
export type Commitment = { root: string; withheld: string[]; leaves: Leaf[] }

/** SHA-256 of a zero byte and the RFC 8785 form of salt and fact. */
export function leafHash(leaf: Exclude<Leaf, string>): string {
  return bytesToHex(sha256(concatBytes(Uint8Array.of(0), utf8ToBytes(canonicalJson(leaf)))))
}

/** The root over leaf hashes in the order given: pairs under SHA-256 of a one byte and both; an odd one moves up. */
export function merkleRoot(hashes: readonly string[]): string {
  let level: Uint8Array[] = hashes.map(hash => hexToBytes(hash))
  if (level.length === 0) return sha256Hex('')
  while (level.length > 1) {
    const above: Uint8Array[] = []
    for (let i = 0; i + 1 < level.length; i += 2) {
      above.push(sha256(concatBytes(Uint8Array.of(1), level[i] as Uint8Array, level[i + 1] as Uint8Array)))
    }
    if (level.length % 2 === 1) above.push(level.at(-1) as Uint8Array)
    level = above
  }
  return bytesToHex(level[0] as Uint8Array)
}

/**
 * The leaves give the root; every opened leaf says what the instance says, once; and everything the instance says is
 * opened, except classes that are withheld and list places that the result does not need.
 */
export function checkCommitment(
  instance: MatchingInstance,
  assignment: { [unit: string]: string | null },
  commitment: Commitment,
) {
  const fail = (at: unknown) => {
    throw new Broken('inputHash', { commitment: at })
  }
  const hashes = commitment.leaves.map(leaf => (typeof leaf === 'string' ? leaf : leafHash(leaf)))
  if (merkleRoot(hashes) !== commitment.root) fail('root')
  const withheld = new Set(commitment.withheld)
  for (const unit of instance.units) for (const name of unit.classes) if (withheld.has(name)) fail({ withheld: name })
  const said = new Map<string, Fact>()
  for (const fact of factsOf(instance, withheld)) said.set(keyOf(fact), fact)
  const ends = new Set(instance.units.map(unit => canonicalJson(endOfList(unit))))
  const ranked = new Set(
    [...instance.offers, ...(instance.pools ?? [])].flatMap(({ id, priority }) =>
      Array.isArray(priority) ? [id] : [],
    ),
  )
  const opened = new Map<string, Fact>()
  for (const leaf of commitment.leaves) {
    if (typeof leaf === 'string') continue
    const fact = leaf.slice(1)
    const key = keyOf(fact)
    const expected = said.get(key)
    // Where an order is cut the places have gaps; that they ascend is tested below.
    const isPlace = typeof fact[3] === 'number' && ranked.has(fact[1] as string) && typeof expected?.[3] === 'number'
    const same = expected && canonicalJson(expected) === canonicalJson(fact)
    if (opened.has(key) || !(same || isPlace || ends.has(canonicalJson(fact)))) fail(fact)
    opened.set(key, fact)
  }
  for (const [key, fact] of said) if (!opened.has(key)) fail(fact)
  // Who got nothing shows where its list ends: a further choice could be hidden otherwise.
  for (const unit of instance.units) {
    const end = endOfList(unit)
    if (assignment[unit.id] === null && !opened.has(keyOf(end))) fail(end)
  }
  for (const [kind, houses] of [
    ['priority', instance.offers] as const,
    ['pool-priority', instance.pools ?? []] as const,
  ]) {
    for (const { id, priority } of houses) {
      if (!Array.isArray(priority)) continue
      const places = priority.map(unit => opened.get(keyOf([kind, id, unit, null]))?.[3] as number)
      if (places.some((place, i) => i > 0 && place <= (places[i - 1] as number))) fail([kind, id])
    }
  }
}

const endOfList = (unit: { id: string; preferences: string[] }): Fact => [
  'list',
  unit.id,
  unit.preferences.length,
  null,
]

/** A fact without what it says: two opened leaves with one key would let the operator choose between them. */
function keyOf(fact: Fact): string {
  return canonicalJson(fact[0] === 'round' ? ['round'] : fact.slice(0, -1))
}

/**
 * Everything an instance says, as facts: also that a unit is not in a class, has no value for a group, or is not
 * named by an offer it lists. What a unit is not can decide as much as what it is.
 */
export function factsOf(instance: MatchingInstance, withheld: ReadonlySet<string>): Fact[] {
  const facts: Fact[] = [['round', instance.units.length, roundHash(instance)]]
  const classes = new Set(instance.units.flatMap(unit => unit.classes))
  const keys = new Set(instance.units.flatMap(unit => Object.keys(unit.groups)))
  for (const { rule } of instance.offers) {
    for (const part of [...(rule?.floors ?? []), ...(rule?.shares ?? [])]) classes.add(part.class)
    for (const cap of rule?.caps ?? []) keys.add(cap.key)
  }
  for (const unit of instance.units) {
    for (const key of keys) facts.push(['group', unit.id, key, unit.groups[key] ?? null])
    for (const name of classes) {
      if (!withheld.has(name)) facts.push(['class', unit.id, name, unit.classes.includes(name)])
    }
    unit.preferences.forEach((offer, place) => {
      facts.push(['list', unit.id, place, offer])
    })
  }
  const listedBy = new Map<string, string[]>(instance.offers.map(offer => [offer.id, []]))
  for (const unit of instance.units) for (const offer of unit.preferences) listedBy.get(offer)?.push(unit.id)
  for (const { id, priority } of instance.offers) {
    facts.push(...priorityFacts('priority', id, priority, listedBy.get(id) ?? []))
  }
  for (const { id, offers, priority } of instance.pools ?? []) {
    const listing = new Set(offers.flatMap(offer => listedBy.get(offer) ?? []))
    facts.push(...priorityFacts('pool-priority', id, priority, [...listing]))
  }
  return facts
}

function priorityFacts(kind: string, id: string, priority: Priority, listing: string[]): Fact[] {
  const values = new Map<string, number>(
    Array.isArray(priority) ? priority.map((unit, place) => [unit, place]) : Object.entries(priority.scores),
  )
  const named = [...values].map(([unit, value]): Fact => [kind, id, unit, value])
  return [...named, ...listing.filter(unit => !values.has(unit)).map((unit): Fact => [kind, id, unit, null])]
}

/** SHA-256 over what the round fixes for everybody: offers, rules, pools and the tie-break, without the seed. */
export function roundHash(instance: MatchingInstance): string {
  const { offers, pools, ties } = instance
  const without = <House extends { priority: Priority }>({ priority, ...house }: House) => ({
    ...house,
    priority: Array.isArray(priority) ? 'order' : 'scores',
  })
  return sha256Hex(
    canonicalJson({
      offers: offers.map(without),
      pools: pools?.map(without) ?? null,
      ties: ties && 'seed' in ties ? { round: ties.round, scope: ties.scope } : (ties ?? null),
    }),
  )
}
