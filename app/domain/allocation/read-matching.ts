import { readRule } from './choice/read-rule.ts'
import type { Rule } from './choice/rule.ts'
import type { Groups, MatchingInstance, Offers, Pool, Priority, Units } from './matching-instance.ts'
import { JsonCounts, JsonStrings } from './reading/json-value.ts'
import { Places } from './reading/places.ts'
import { invalid, refuse } from './reading/refusal.ts'
import type { JsonObject, StrictReader } from './reading/strict-reader.ts'
import { largestCount } from './reading/strict-reader.ts'
import { readTies } from './reading/ties.ts'
import { compareUtf8 } from './reading/utf8-order.ts'

/** What the text of an instance asks beyond its well-formedness, found on the way and reported in the contract's order. */
export type ReadMatching = { instance: MatchingInstance; faults: UnitFaults }
export type UnitFaults = { size: string | null; couple: string | null; duplicate: string | null }

/** Rules 1 to 3 and 19 for `"kind": "matching"`. Scores are not yet ranked: see `rank-priorities.ts`. */
export function readMatching(reader: StrictReader, value: unknown): ReadMatching {
  const raw = reader.object(value, 'instance', ['kind', 'units', 'offers'], ['pools', 'ties'])
  const offerRows = sortedById(reader, raw.offers, 'offers', ['id', 'capacity', 'priority'], ['rule'])
  if (offerRows.indexOf.has('*')) invalid('offers.id', 'reserved-name')
  const unitKeys = ['classes', 'groups', 'size', 'together']
  const unitRows = sortedById(reader, raw.units, 'units', ['id', 'preferences'], unitKeys)
  const { units, faults } = readUnits(reader, unitRows, offerRows.indexOf)
  const offers = readOffers(reader, offerRows, units)
  const pools = Object.hasOwn(raw, 'pools') ? readPools(reader, raw.pools, offerRows, offers, units) : null
  const ties = Object.hasOwn(raw, 'ties') ? readTies(reader, raw.ties, id => units.indexOf.has(id)) : null
  return { instance: { kind: 'matching', units, offers, pools, ties, tieBreaker: null }, faults }
}

type Rows = { rows: readonly JsonObject[]; ids: readonly string[]; indexOf: ReadonlyMap<string, number> }

function sortedById(
  reader: StrictReader,
  value: unknown,
  where: string,
  required: readonly string[],
  optional: readonly string[],
): Rows {
  const rows = reader.list(value, where).map(item => reader.object(item, where, required, optional))
  const ids = rows.map(row => reader.name(row.id, where))
  const order = rows.map((_, i) => i)
  if (ids.some((id, i) => i > 0 && compareUtf8(ids[i - 1] as string, id) >= 0)) {
    order.sort((a, b) => compareUtf8(ids[a] as string, ids[b] as string))
  }
  const indexOf = new Map(order.map((from, to) => [ids[from] as string, to]))
  if (indexOf.size !== ids.length) invalid(where, 'used-twice')
  return { rows: order.map(i => rows[i] as JsonObject), ids: order.map(i => ids[i] as string), indexOf }
}

function readUnits(reader: StrictReader, source: Rows, offerIndex: ReadonlyMap<string, number>) {
  const { rows, ids, indexOf } = source
  const faults: UnitFaults = { size: null, couple: null, duplicate: null }
  const places = new Places(offerIndex)
  const lists = rows.map(row => reader.row(row.preferences, 'units.preferences'))
  const start = new Int32Array(rows.length + 1)
  for (const [u, list] of lists.entries()) start[u + 1] = (start[u] as number) + list.length
  const offer = new Int32Array(start[rows.length] as number)
  const lastListedBy = new Int32Array(offerIndex.size).fill(-1)
  const classes = new ClassSets(reader)
  const classSet = new Int32Array(rows.length)
  const groups: (Groups | null)[] = []
  for (const [u, row] of rows.entries()) {
    places.write(lists[u] as (typeof lists)[number], offer, start[u] as number)
    for (let edge = start[u] as number; edge < (start[u + 1] as number); edge++) {
      const o = offer[edge] as number
      if (o === -1) invalid('units.preferences', 'not-defined')
      if (lastListedBy[o] === u) faults.duplicate ??= ids[u] as string
      lastListedBy[o] = u
    }
    classSet[u] = Object.hasOwn(row, 'classes') ? classes.read(row.classes) : 0
    groups.push(Object.hasOwn(row, 'groups') ? readGroups(reader, row.groups) : null)
    if (Object.hasOwn(row, 'size') && reader.count(row.size, 'units.size', 1) !== 1) faults.size ??= ids[u] as string
    if (Object.hasOwn(row, 'together')) {
      if (!indexOf.has(row.together as string)) invalid('units.together', 'not-defined')
      faults.couple ??= ids[u] as string
    }
  }
  const units: Units = { ids, indexOf, start, offer, classSet, classSets: classes.sets, groups }
  return { units, faults }
}

/** Few sets of classes occur among many units: each is kept once. */
class ClassSets {
  readonly sets: string[][] = [[]]
  private readonly known = new Map<string, number>([['', 0]])
  private readonly reader: StrictReader
  constructor(reader: StrictReader) {
    this.reader = reader
  }

  read(value: unknown): number {
    const names = [...this.reader.names(value, 'units.classes')].sort(compareUtf8)
    const key = names.join('|')
    const found = this.known.get(key)
    if (found !== undefined) return found
    this.known.set(key, this.sets.length)
    return this.sets.push(names) - 1
  }
}

function readGroups(reader: StrictReader, value: unknown): Groups | null {
  const { keys, values } = reader.members(value, 'units.groups')
  if (keys.length === 0) return null
  if (new Set(keys).size !== keys.length) invalid('units.groups', 'key-twice')
  for (const key of keys) reader.name(key, 'units.groups')
  return { keys, values: values.map(item => reader.name(item, 'units.groups')) }
}

function readOffers(reader: StrictReader, source: Rows, units: Units): Offers {
  const { rows, ids, indexOf } = source
  const named = new NamedUnits(reader, units)
  const capacity = new Int32Array(rows.length)
  const rules: (Rule | null)[] = []
  const priorities: Priority[] = []
  for (const [o, row] of rows.entries()) {
    capacity[o] = reader.count(row.capacity, 'offers.capacity')
    rules.push(Object.hasOwn(row, 'rule') ? readRule(reader, row.rule) : null)
    priorities.push(named.read(row.priority))
  }
  return { ids, indexOf, capacity, rules, priorities, poolOf: new Int32Array(rows.length).fill(-1) }
}

class NamedUnits {
  private readonly reader: StrictReader
  private readonly places: Places
  private readonly namedIn: Int32Array
  private reads = 0
  constructor(reader: StrictReader, units: Units) {
    this.reader = reader
    this.places = new Places(units.indexOf)
    this.namedIn = new Int32Array(units.ids.length)
  }

  read(value: unknown): Priority {
    if (Array.isArray(value) || value instanceof JsonStrings) return { units: this.list(value), scores: null }
    const { scores } = this.reader.object(value, 'priority', ['scores'])
    if (scores instanceof JsonCounts) return this.scores(scores.names, scores.counts)
    const { keys, values } = this.reader.members(scores, 'priority.scores')
    return this.scores(keys, values)
  }

  private list(row: JsonStrings | readonly unknown[]): Int32Array {
    this.reads++
    const named = new Int32Array(row.length)
    this.places.write(row, named, 0)
    for (const u of named) {
      if (u === -1) invalid('priority', 'not-defined')
      if (this.namedIn[u] === this.reads) invalid('priority', 'named-twice')
      this.namedIn[u] = this.reads
    }
    return named
  }

  private scores(names: JsonStrings | readonly string[], values: ArrayLike<unknown>): Priority {
    const units = this.list(names)
    const scores = new Int32Array(values.length)
    for (let i = 0; i < values.length; i++) {
      const score = values[i]
      if (typeof score !== 'number' || score < 0 || score > largestCount) invalid('priority.scores', 'not-a-count')
      scores[i] = score
    }
    return { units, scores }
  }
}

function readPools(reader: StrictReader, value: unknown, offerRows: Rows, offers: Offers, units: Units): Pool[] {
  const source = sortedById(reader, value, 'pools', ['id', 'offers', 'capacity', 'priority'], [])
  const named = new NamedUnits(reader, units)
  return source.rows.map((row, p) => {
    const members = reader.list(row.offers, 'pools.offers').map(id => {
      const o = offers.indexOf.get(id as string)
      if (o === undefined) invalid('pools.offers', 'not-defined')
      if (offers.poolOf[o] !== -1) invalid('pools.offers', 'named-twice')
      if (Object.hasOwn(offerRows.rows[o] as JsonObject, 'rule')) invalid('pools.offers', 'rule-in-a-pool')
      offers.poolOf[o] = p
      return o
    })
    const capacity = reader.count(row.capacity, 'pools.capacity')
    const id = source.ids[p] as string
    return { id, offers: members.sort((a, b) => a - b), capacity, priority: named.read(row.priority) }
  })
}

/** The faults that lie in single units, in the contract's order. */
export function refuseUnitFaults(faults: UnitFaults): void {
  if (faults.size !== null) refuse('SIZE_NOT_ONE', { unit: faults.size })
  if (faults.couple !== null) refuse('COUPLE', { unit: faults.couple })
  if (faults.duplicate !== null) refuse('DUPLICATE_CHOICE', { unit: faults.duplicate })
}
