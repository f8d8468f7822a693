import { groupOf } from './check-guarantees.ts'
import { CappedChooser, capGroups } from './choice/capped-chooser.ts'
import { ChainChooser } from './choice/chain-chooser.ts'
import type { Chooser, FloorTypes } from './choice/chooser.ts'
import { MeritoriousChooser } from './choice/meritorious-chooser.ts'
import { Pool, PooledChooser } from './choice/pool-chooser.ts'
import { plainRule, type Rule } from './choice/rule.ts'
import type { MatchingInstance, Priority } from './matching-instance.ts'

/**
 * Who may get what. Acceptable edges carry a position: positions `start[o]` to `start[o + 1] - 1` are the candidates of
 * offer o, best first. Source: docs/allocation-instance.md, rules 5 and 8.
 */
export type Market = {
  instance: MatchingInstance
  unitOfEdge: Int32Array
  /** The position of an edge, or -1 where the offer (or its pool) does not name the unit. */
  positionOf: Int32Array
  edgeAt: Int32Array
  /** The score behind a position; 0 where the priority is a list. */
  scoreAt: Int32Array
  start: Int32Array
  /** Found when first asked for, one for each list of floor classes. */
  floorTypes: Map<string, FloorTypes>
}

export function buildMarket(instance: MatchingInstance): Market {
  const { units, offers, pools } = instance
  const edges = units.offer.length
  const unitOfEdge = new Int32Array(edges)
  for (let u = 0; u < units.ids.length; u++) unitOfEdge.fill(u, units.start[u], units.start[u + 1])
  const { first, byOffer } = edgesByOffer(units.offer, offers.ids.length)
  const poolNames = pools?.map(pool => new Set(pool.priority.units)) ?? []
  const positionOf = new Int32Array(edges).fill(-1)
  const edgeAt = new Int32Array(edges)
  const scoreAt = new Int32Array(edges)
  const start = new Int32Array(offers.ids.length + 1)
  const listedAs = new Int32Array(units.ids.length).fill(-1)
  let next = 0
  for (let o = 0; o < offers.ids.length; o++) {
    start[o] = next
    const listing = byOffer.subarray(first[o], first[o + 1])
    for (const edge of listing) listedAs[unitOfEdge[edge] as number] = edge
    const alsoNamed = poolNames[offers.poolOf[o] as number]
    const { units: named, scores } = offers.priorities[o] as Priority
    for (let i = 0; i < named.length; i++) {
      const unit = named[i] as number
      const edge = listedAs[unit] as number
      if (edge === -1 || (alsoNamed && !alsoNamed.has(unit))) continue
      edgeAt[next] = edge
      scoreAt[next] = scores === null ? 0 : (scores[i] as number)
      positionOf[edge] = next++
    }
    for (const edge of listing) listedAs[unitOfEdge[edge] as number] = -1
  }
  start[offers.ids.length] = next
  return { instance, unitOfEdge, positionOf, edgeAt, scoreAt, start, floorTypes: new Map() }
}

function edgesByOffer(offerOf: Int32Array, offers: number) {
  const first = new Int32Array(offers + 1)
  for (const o of offerOf) first[o + 1] = (first[o + 1] as number) + 1
  for (let o = 0; o < offers; o++) first[o + 1] = (first[o + 1] as number) + (first[o] as number)
  const fill = first.slice()
  const byOffer = new Int32Array(offerOf.length)
  for (let edge = 0; edge < offerOf.length; edge++) {
    const o = offerOf[edge] as number
    byOffer[fill[o] as number] = edge
    fill[o] = (fill[o] as number) + 1
  }
  return { first, byOffer }
}

export const unitAt = (market: Market, g: number) => market.unitOfEdge[market.edgeAt[g] as number] as number

/** A fresh chooser for every offer, with nobody held. */
export function openChoosers(market: Market): Chooser[] {
  const { offers, pools } = market.instance
  const open = pools?.map((_, p) => openPool(market, p)) ?? []
  return offers.ids.map((_, o) => {
    const pool = open[offers.poolOf[o] as number]
    if (pool) return new PooledChooser(offers.capacity[o] as number, pool)
    return openChooser(market, o, offers.rules[o] ?? plainRule)
  })
}

/** A chooser for one offer outside any pool, under the given rule. */
export function openChooser(market: Market, o: number, rule: Rule): Chooser {
  const { units, offers } = market.instance
  const capacity = offers.capacity[o] as number
  const types = floorTypes(market, rule)
  if (rule.mode === 'meritorious') return new MeritoriousChooser(rule, capacity, types)
  if (rule.caps.length === 0) return new ChainChooser(rule, capacity, types)
  const groups = capGroups(rule, market.start[o] as number, market.start[o + 1] as number, (g, key) =>
    groupOf(units, unitAt(market, g), key),
  )
  return new CappedChooser(rule, capacity, types, groups)
}

const noFloors: FloorTypes = { typeOf: () => 0, floorsOf: [[]] }

/** Units with the same classes are of one type; a share of the call order counts as a floor. */
function floorTypes(market: Market, rule: Rule): FloorTypes {
  const classes = (rule.mode === 'prefix-share' ? rule.shares : rule.floors).map(item => item.class)
  if (classes.length === 0) return noFloors
  const { classSet, classSets } = market.instance.units
  const byClasses = market.floorTypes
  const found = byClasses.get(classes.join('|'))
  if (found) return found
  const typeOfSet: number[] = []
  const floorsOf: number[][] = []
  const typeOfFloors = new Map<string, number>()
  for (const names of classSets) {
    const floors = classes.flatMap((name, floor) => (names.includes(name) ? [floor] : []))
    const key = floors.join()
    const type = typeOfFloors.get(key) ?? floorsOf.push(floors) - 1
    typeOfFloors.set(key, type)
    typeOfSet.push(type)
  }
  const types: FloorTypes = { floorsOf, typeOf: g => typeOfSet[classSet[unitAt(market, g)] as number] as number }
  byClasses.set(classes.join('|'), types)
  return types
}

function openPool(market: Market, p: number): Pool {
  const { instance } = market
  const pool = (instance.pools ?? [])[p]
  if (!pool) throw new Error('no such pool')
  const placeOfUnit = new Map(Array.from(pool.priority.units, (unit, place) => [unit, place]))
  const unitPlace = (g: number) => placeOfUnit.get(unitAt(market, g)) as number
  const positions: number[] = []
  for (const o of pool.offers) {
    for (let g = market.start[o] as number; g < (market.start[o + 1] as number); g++) positions.push(g)
  }
  positions.sort((a, b) => unitPlace(a) - unitPlace(b) || a - b)
  const placeOf = new Map(positions.map((g, place) => [g, place]))
  return new Pool(pool.capacity, {
    placeOf: g => placeOf.get(g) as number,
    positionAt: place => positions[place] as number,
  })
}
