import { type Chooser, none } from './choice/chooser.ts'
import { listCutoffs } from './cutoffs.ts'
import type { Matching } from './deferred-acceptance.ts'
import { type Reasons, reasonCodes } from './explain-reasons.ts'
import type { Groups, MatchingInstance, Priority } from './matching-instance.ts'
import { type ByteSink, ByteWriter, EncodedTexts, utf8 } from './reading/byte-writer.ts'
import { type CanonicalValue, canonicalJson, plainRecord } from './reading/canonical-json.ts'
import { tiesValue } from './reading/ties.ts'
import { compareUtf8, compareUtf16 } from './reading/utf8-order.ts'

/** Rows are many and their shape is known, so their RFC 8785 text is put together here instead of by `canonicalJson`. */

const quoted = (ids: readonly string[]) => new EncodedTexts(ids.map(id => JSON.stringify(id)))

const comma = utf8(',')
const colon = utf8(':')
const closeObject = utf8('}')
const closeList = utf8(']')

/** Place of each id among the keys of an object: keys go by UTF-16, ids by UTF-8. */
function keyPlaces(ids: readonly string[]): Int32Array {
  const order = ids.map((_, i) => i)
  if (ids.some(id => !/^[\0-\ud7ff]*$/.test(id))) order.sort((a, b) => compareUtf16(ids[a] as string, ids[b] as string))
  const places = new Int32Array(ids.length)
  for (const [place, i] of order.entries()) places[i] = place
  return places
}

function inKeyOrder(places: Int32Array): Int32Array {
  const order = new Int32Array(places.length)
  for (let i = 0; i < places.length; i++) order[places[i] as number] = i
  return order
}

type Keys = { places: Int32Array; order: Int32Array }

/** The RFC 8785 text of an instance with its defaults filled in. Source: docs/allocation-instance.md, rules 11 and 18. */
export function writeMatchingInstance(instance: MatchingInstance, sink: ByteSink): void {
  const { units, offers, pools, ties } = instance
  const out = new ByteWriter(sink)
  const unitNames = quoted(units.ids)
  const offerNames = quoted(offers.ids)
  const places = keyPlaces(units.ids)
  const keys = { places, order: inKeyOrder(places) }
  const scoreOf = new Int32Array(units.ids.length)
  out.text('{"kind":"matching","offers":[')
  for (let o = 0; o < offers.ids.length; o++) {
    const rule = offers.rules[o] ?? null
    if (o > 0) out.bytes(comma)
    out.text('{"capacity":')
    out.count(offers.capacity[o] as number)
    out.text(',"id":')
    out.encoded(offerNames, o)
    out.text(',"priority":')
    writePriority(offers.priorities[o] as Priority, out, unitNames, keys, scoreOf)
    out.text(rule === null ? '}' : `,"rule":${canonicalJson({ ...rule, caps: sortCaps(rule.caps) })}}`)
  }
  out.bytes(closeList)
  if (pools !== null) {
    out.text(',"pools":[')
    for (const [p, pool] of pools.entries()) {
      if (p > 0) out.bytes(comma)
      const names = pool.offers.map(o => JSON.stringify(offers.ids[o])).join(',')
      out.text(`{"capacity":${pool.capacity},"id":${JSON.stringify(pool.id)},"offers":[${names}],"priority":`)
      writePriority(pool.priority, out, unitNames, keys, scoreOf)
      out.bytes(closeObject)
    }
    out.bytes(closeList)
  }
  if (ties !== null) out.text(`,"ties":${canonicalJson(tiesValue(ties))}`)
  writeUnits(instance, out, unitNames, offerNames)
  out.flush()
}

function writeUnits(
  { units }: MatchingInstance,
  out: ByteWriter,
  unitNames: EncodedTexts,
  offerNames: EncodedTexts,
): void {
  const classes = new EncodedTexts(units.classSets.map(canonicalJson))
  const [beforeClasses, beforeGroups] = [utf8('{"classes":'), utf8(',"groups":')]
  const [noGroups, beforeId, beforePreferences, end] = [
    utf8('{}'),
    utf8(',"id":'),
    utf8(',"preferences":['),
    utf8('],"size":1}'),
  ]
  out.text(',"units":[')
  for (let u = 0; u < units.ids.length; u++) {
    const groups = units.groups[u] ?? null
    if (u > 0) out.bytes(comma)
    out.bytes(beforeClasses)
    out.encoded(classes, units.classSet[u] as number)
    out.bytes(beforeGroups)
    if (groups === null) out.bytes(noGroups)
    else out.text(groupsText(groups))
    out.bytes(beforeId)
    out.encoded(unitNames, u)
    out.bytes(beforePreferences)
    const from = units.start[u] as number
    const to = units.start[u + 1] as number
    for (let edge = from; edge < to; edge++) {
      if (edge > from) out.bytes(comma)
      out.encoded(offerNames, units.offer[edge] as number)
    }
    out.bytes(end)
  }
  out.text(']}')
}

const sortCaps = (caps: readonly { key: string; max: number }[]): CanonicalValue =>
  [...caps].sort((a, b) => compareUtf8(a.key, b.key) || a.max - b.max)

function groupsText(groups: Groups): string {
  const record = plainRecord<string>()
  for (const [i, key] of groups.keys.entries()) record[key] = groups.values[i] as string
  return canonicalJson(record)
}

/** Scores by key: `scoreOf` is room for one score a unit, shared by all offers. */
function writePriority(
  { units, scores }: Priority,
  out: ByteWriter,
  names: EncodedTexts,
  keys: Keys,
  scoreOf: Int32Array,
): void {
  if (scores === null) {
    out.text('[')
    for (let i = 0; i < units.length; i++) {
      if (i > 0) out.bytes(comma)
      out.encoded(names, units[i] as number)
    }
    out.bytes(closeList)
    return
  }
  const places = new Int32Array(units.length)
  for (let i = 0; i < units.length; i++) {
    const unit = units[i] as number
    scoreOf[unit] = scores[i] as number
    places[i] = keys.places[unit] as number
  }
  places.sort()
  out.text('{"scores":{')
  for (let i = 0; i < places.length; i++) {
    const unit = keys.order[places[i] as number] as number
    if (i > 0) out.bytes(comma)
    out.encoded(names, unit)
    out.bytes(colon)
    out.count(scoreOf[unit] as number)
  }
  out.text('}}')
}

/** The RFC 8785 text of a result, in two parts between which `inputHash` stands. Source: rules 9 and 11. */
export function writeMatchingResult(
  matching: Matching,
  reasons: Reasons,
  sinks: { head: ByteSink; tail: ByteSink },
): void {
  const { units, offers } = matching.market.instance
  const unitNames = quoted(units.ids)
  const offerNames = quoted(offers.ids)
  const unitOrder = inKeyOrder(keyPlaces(units.ids))
  const offerPlaces = keyPlaces(offers.ids)
  const head = new ByteWriter(sinks.head)
  writeAssignment(matching, head, unitOrder, unitNames, offerNames)
  writeCutoffs(matching, head, inKeyOrder(offerPlaces), offerNames)
  head.flush()
  const tail = new ByteWriter(sinks.tail)
  tail.text('"kind":"matching","ok":true,"reasons":{')
  const edges: number[] = []
  for (let i = 0; i < unitOrder.length; i++) {
    const u = unitOrder[i] as number
    const from = units.start[u] as number
    const length = (units.start[u + 1] as number) - from
    sortEdges(from, length)
    if (i > 0) tail.bytes(comma)
    tail.encoded(unitNames, u)
    tail.bytes(beforeReasons)
    for (let k = 0; k < length; k++) {
      const edge = edges[k] as number
      if (k > 0) tail.bytes(comma)
      tail.encoded(offerNames, units.offer[edge] as number)
      tail.bytes(colon)
      writeReason(edge)
    }
    tail.bytes(closeObject)
  }
  tail.bytes(closeObject)
  tail.flush()

  /** Insertion sort: lists are short, and this runs once for every unit. */
  function sortEdges(from: number, length: number): void {
    for (let n = 0; n < length; n++) {
      const edge = from + n
      const place = placeOfEdge(edge)
      let i = n
      for (; i > 0 && placeOfEdge(edges[i - 1] as number) > place; i--) edges[i] = edges[i - 1] as number
      edges[i] = edge
    }
  }

  function placeOfEdge(edge: number): number {
    return offerPlaces[units.offer[edge] as number] as number
  }

  function writeReason(edge: number): void {
    const code = reasons.code[edge] as number
    const before = reasons.before[edge] as number
    const cap = reasons.cap.get(edge)
    if (before === none && cap === undefined) {
      tail.encoded(reasonsAlone, code)
      return
    }
    if (before === none) tail.text('{')
    else {
      tail.bytes(beforeBefore)
      tail.encoded(unitNames, before)
      tail.bytes(comma)
    }
    if (cap !== undefined) tail.text(`"cap":${JSON.stringify(cap)},`)
    tail.encoded(codesAmongKeys, code)
    const score = reasons.score[edge] as number
    if (score !== none) {
      tail.bytes(beforeScore)
      tail.count(score)
    }
    tail.bytes(closeObject)
  }
}

const reasonsAlone = new EncodedTexts(reasonCodes.map(code => `{"code":"${code}"}`))
const codesAmongKeys = new EncodedTexts(reasonCodes.map(code => `"code":"${code}"`))
const beforeReasons = utf8(':{')
const beforeBefore = utf8('{"before":')
const beforeScore = utf8(',"score":')

function writeAssignment(
  { market, choosers, edgeOf }: Matching,
  out: ByteWriter,
  unitOrder: Int32Array,
  unitNames: EncodedTexts,
  offerNames: EncodedTexts,
): void {
  const { units, offers } = market.instance
  const floorOf = new Int32Array(units.ids.length).fill(none)
  for (const chooser of choosers as Chooser[]) {
    chooser.held((g, floor) => {
      floorOf[market.unitOfEdge[market.edgeAt[g] as number] as number] = floor
    })
  }
  const [nobody, open] = [utf8('null'), utf8('"open"')]
  out.text('{"assignment":{')
  for (let i = 0; i < unitOrder.length; i++) {
    const u = unitOrder[i] as number
    const edge = edgeOf[u] as number
    if (i > 0) out.bytes(comma)
    out.encoded(unitNames, u)
    out.bytes(colon)
    if (edge === none) out.bytes(nobody)
    else out.encoded(offerNames, units.offer[edge] as number)
  }
  out.text('},"category":{')
  let isFirst = true
  for (const u of unitOrder) {
    const edge = edgeOf[u] as number
    if (edge === none) continue
    if (!isFirst) out.bytes(comma)
    isFirst = false
    out.encoded(unitNames, u)
    out.bytes(colon)
    const floor = offers.rules[units.offer[edge] as number]?.floors[floorOf[u] as number]
    if (floor) out.text(JSON.stringify(floor.id))
    else out.bytes(open)
  }
  out.bytes(closeObject)
}

function writeCutoffs(matching: Matching, out: ByteWriter, offerOrder: Int32Array, offerNames: EncodedTexts): void {
  out.text(',"cutoffs":{')
  for (const [i, o] of offerOrder.entries()) {
    const rows = listCutoffs(matching, o).sort((a, b) => compareUtf16(a.category, b.category))
    const texts = rows.map(({ category, last, score, empty }) => {
      const name = last === null ? 'null' : JSON.stringify(last)
      return `${JSON.stringify(category)}:{"empty":${empty},"last":${name},"score":${score}}`
    })
    if (i > 0) out.bytes(comma)
    out.encoded(offerNames, o)
    out.text(`:{${texts.join(',')}}`)
  }
  out.text('},')
}
