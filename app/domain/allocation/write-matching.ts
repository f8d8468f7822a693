import { type Chooser, none } from './choice/chooser.ts'
import { listCutoffs } from './cutoffs.ts'
import type { Matching } from './deferred-acceptance.ts'
import type { Reasons } from './explain-reasons.ts'
import type { Groups, MatchingInstance, Priority } from './matching-instance.ts'
import { type CanonicalValue, canonicalJson, plainRecord, type Sink } from './reading/canonical-json.ts'
import { tiesValue } from './reading/ties.ts'
import { compareUtf8, compareUtf16 } from './reading/utf8-order.ts'

/** Rows are many and their shape is known, so their RFC 8785 text is put together here instead of by `canonicalJson`. */

const quoteAll = (ids: readonly string[]) => ids.map(id => JSON.stringify(id))

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

/** Gathers small pieces so that a sink sees few large ones. */
class Gathering {
  private text = ''
  private readonly sink: Sink
  constructor(sink: Sink) {
    this.sink = sink
  }
  add(piece: string): void {
    this.text += piece
    if (this.text.length > 65_536) this.flush()
  }
  flush(): void {
    this.sink.add(this.text)
    this.text = ''
  }
}

/** The RFC 8785 text of an instance with its defaults filled in. Source: docs/allocation-instance.md, rules 11 and 18. */
export function writeMatchingInstance(instance: MatchingInstance, sink: Sink): void {
  const { units, offers, pools, ties } = instance
  const out = new Gathering(sink)
  const unitNames = quoteAll(units.ids)
  const offerNames = quoteAll(offers.ids)
  const places = keyPlaces(units.ids)
  const keys = { places, order: inKeyOrder(places) }
  const scoreOf = new Int32Array(units.ids.length)
  const priority = (of: Priority) => priorityText(of, unitNames, keys, scoreOf)
  out.add('{"kind":"matching","offers":[')
  for (let o = 0; o < offers.ids.length; o++) {
    const rule = offers.rules[o] ?? null
    out.add(`${o > 0 ? ',' : ''}{"capacity":${offers.capacity[o]},"id":${offerNames[o]},"priority":`)
    out.add(priority(offers.priorities[o] as Priority))
    out.add(rule === null ? '}' : `,"rule":${canonicalJson({ ...rule, caps: sortCaps(rule.caps) })}}`)
  }
  out.add(']')
  if (pools !== null) {
    const texts = pools.map(pool => {
      const names = pool.offers.map(o => offerNames[o] as string).join(',')
      return `{"capacity":${pool.capacity},"id":${JSON.stringify(pool.id)},"offers":[${names}],"priority":${priority(pool.priority)}}`
    })
    out.add(`,"pools":[${texts.join(',')}]`)
  }
  if (ties !== null) out.add(`,"ties":${canonicalJson(tiesValue(ties))}`)
  out.add(',"units":[')
  const classTexts = units.classSets.map(canonicalJson)
  for (let u = 0; u < units.ids.length; u++) {
    const groups = units.groups[u] ?? null
    let text = `${u > 0 ? ',' : ''}{"classes":${classTexts[units.classSet[u] as number]},"groups":`
    text += groupsText(groups)
    text += `,"id":${unitNames[u]},"preferences":[`
    const from = units.start[u] as number
    const to = units.start[u + 1] as number
    for (let edge = from; edge < to; edge++) {
      if (edge > from) text += ','
      text += offerNames[units.offer[edge] as number]
    }
    out.add(`${text}],"size":1}`)
  }
  out.add(']}')
  out.flush()
}

const sortCaps = (caps: readonly { key: string; max: number }[]): CanonicalValue =>
  [...caps].sort((a, b) => compareUtf8(a.key, b.key) || a.max - b.max)

function groupsText(groups: Groups | null): string {
  if (groups === null) return '{}'
  const record = plainRecord<string>()
  for (const [i, key] of groups.keys.entries()) record[key] = groups.values[i] as string
  return canonicalJson(record)
}

/** Scores by key: `scoreOf` is room for one score a unit, shared by all offers. */
function priorityText({ units, scores }: Priority, names: readonly string[], keys: Keys, scoreOf: Int32Array): string {
  if (scores === null) return `[${Array.from(units, unit => names[unit]).join(',')}]`
  const places = new Int32Array(units.length)
  for (let i = 0; i < units.length; i++) {
    const unit = units[i] as number
    scoreOf[unit] = scores[i] as number
    places[i] = keys.places[unit] as number
  }
  places.sort()
  let text = '{"scores":{'
  for (let i = 0; i < places.length; i++) {
    const unit = keys.order[places[i] as number] as number
    text += `${i > 0 ? ',' : ''}${names[unit]}:${scoreOf[unit]}`
  }
  return `${text}}}`
}

/** The RFC 8785 text of a result, in two parts between which `inputHash` stands. Source: rules 9 and 11. */
export function writeMatchingResult(matching: Matching, reasons: Reasons, sinks: { head: Sink; tail: Sink }): void {
  const { units, offers } = matching.market.instance
  const unitNames = quoteAll(units.ids)
  const offerNames = quoteAll(offers.ids)
  const unitOrder = inKeyOrder(keyPlaces(units.ids))
  const offerPlaces = keyPlaces(offers.ids)
  const head = new Gathering(sinks.head)
  writeAssignment(matching, head, unitOrder, unitNames, offerNames)
  writeCutoffs(matching, head, inKeyOrder(offerPlaces), offerNames)
  head.flush()
  const tail = new Gathering(sinks.tail)
  tail.add('"kind":"matching","ok":true,"reasons":{')
  for (let i = 0; i < unitOrder.length; i++) {
    const u = unitOrder[i] as number
    const edges = edgesInKeyOrder(units.start[u] as number, units.start[u + 1] as number)
    let text = `${i > 0 ? ',' : ''}${unitNames[u]}:{`
    for (let k = 0; k < edges.length; k++) {
      const edge = edges[k] as number
      text += `${k > 0 ? ',' : ''}${offerNames[units.offer[edge] as number]}:${reasonText(edge)}`
    }
    tail.add(`${text}}`)
  }
  tail.add('}')
  tail.flush()

  /** Insertion sort: lists are short, and this runs once for every unit. */
  function edgesInKeyOrder(from: number, to: number): number[] {
    const edges: number[] = []
    for (let edge = from; edge < to; edge++) {
      let i = edges.length
      edges.push(edge)
      for (; i > 0 && placeOfEdge(edges[i - 1] as number) > placeOfEdge(edge); i--) edges[i] = edges[i - 1] as number
      edges[i] = edge
    }
    return edges
  }

  function placeOfEdge(edge: number): number {
    return offerPlaces[units.offer[edge] as number] as number
  }

  function reasonText(edge: number): string {
    const code = reasons.codeOf(edge)
    if (code === 'ASSIGNED' || code === 'NOT_REACHED' || code === 'INELIGIBLE') return `{"code":"${code}"}`
    const enough = reasons.sufficient(edge)
    if (enough === null) return `{"code":"${code}"}`
    const score = enough.score === null ? '' : `,"score":${enough.score}`
    return `{"before":${unitNames[enough.before]},"code":"${code}"${score}}`
  }
}

function writeAssignment(
  { market, choosers, edgeOf }: Matching,
  out: Gathering,
  unitOrder: Int32Array,
  unitNames: readonly string[],
  offerNames: readonly string[],
): void {
  const { units, offers } = market.instance
  const floorOf = new Int32Array(units.ids.length).fill(none)
  for (const chooser of choosers as Chooser[]) {
    chooser.held((g, floor) => {
      floorOf[market.unitOfEdge[market.edgeAt[g] as number] as number] = floor
    })
  }
  out.add('{"assignment":{')
  for (let i = 0; i < unitOrder.length; i++) {
    const u = unitOrder[i] as number
    const edge = edgeOf[u] as number
    out.add(`${i > 0 ? ',' : ''}${unitNames[u]}:${edge === -1 ? 'null' : offerNames[units.offer[edge] as number]}`)
  }
  out.add('},"category":{')
  let comma = ''
  for (const u of unitOrder) {
    const edge = edgeOf[u] as number
    if (edge === -1) continue
    const floor = offers.rules[units.offer[edge] as number]?.floors[floorOf[u] as number]
    out.add(`${comma}${unitNames[u]}:${floor ? JSON.stringify(floor.id) : '"open"'}`)
    comma = ','
  }
  out.add('}')
}

function writeCutoffs(matching: Matching, out: Gathering, offerOrder: Int32Array, offerNames: readonly string[]): void {
  out.add(',"cutoffs":{')
  for (const [i, o] of offerOrder.entries()) {
    const rows = listCutoffs(matching, o).sort((a, b) => compareUtf16(a.category, b.category))
    const texts = rows.map(({ category, last, score, empty }) => {
      const name = last === null ? 'null' : JSON.stringify(last)
      return `${JSON.stringify(category)}:{"empty":${empty},"last":${name},"score":${score}}`
    })
    out.add(`${i > 0 ? ',' : ''}${offerNames[o]}:{${texts.join(',')}}`)
  }
  out.add('},')
}
