/**
 * A second, slow reading of the contract for the tests: it works on the JSON itself, chooses from scratch at every
 * step, and shares no code with the engine.
 */
import { createHash } from 'node:crypto'

export type JsonUnit = { id: string; preferences: string[]; classes?: string[]; groups?: Record<string, string> }
export type JsonRule = {
  mode?: 'min-guarantee' | 'over-and-above' | 'meritorious' | 'prefix-share'
  floors?: { id: string; class: string; seats: number }[]
  caps?: { key: string; max: number }[]
  shares?: { class: string; percent: number }[]
  unfilled?: 'revert' | 'leave'
  counting?: 'one-to-one' | 'one-to-many'
}
export type JsonPriority = string[] | { scores: Record<string, number> }
export type JsonOffer = { id: string; capacity: number; priority: JsonPriority; rule?: JsonRule }
export type JsonPool = { id: string; offers: string[]; capacity: number; priority: JsonPriority }
export type JsonTies = { order: string[] } | { seed: string; round: string; scope: '*' | 'offer' }
export type JsonMarket = {
  kind: 'matching'
  units: JsonUnit[]
  offers: JsonOffer[]
  pools?: JsonPool[]
  ties?: JsonTies
}

export const byBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b))

/** The strict order that a priority stands for. */
export function ranking(market: JsonMarket, owner: string, priority: JsonPriority): string[] {
  if (Array.isArray(priority)) return priority
  const { scores } = priority
  const { ties } = market
  const key = (id: string) => {
    if (!ties) return ''
    if ('order' in ties) return String(ties.order.indexOf(id)).padStart(9, '0')
    const scope = ties.scope === '*' ? '*' : owner
    return createHash('sha256').update(`imarika-ticket-v1|${ties.round}|${ties.seed}|${scope}|${id}`).digest('hex')
  }
  return Object.keys(scores).sort(
    (a, b) => (scores[b] as number) - (scores[a] as number) || byBytes(key(a), key(b)) || byBytes(a, b),
  )
}

export type Chosen = Map<string, string>

/** What one offer chooses from `ids`: unit -> category. `best` is the offer's order, `ids` in any order. */
export function choose(rule: JsonRule, capacity: number, best: string[], units: Map<string, JsonUnit>, ids: string[]) {
  const candidates = best.filter(id => ids.includes(id))
  const { mode = 'min-guarantee', floors = [], caps = [], shares = [], unfilled = 'revert' } = rule
  const chosen: Chosen = new Map()
  const has = (id: string, name: string) => units.get(id)?.classes?.includes(name) ?? false
  const capped = (id: string) =>
    caps.some(({ key, max }) => {
      const group = units.get(id)?.groups?.[key]
      if (group === undefined) return false
      return [...chosen.keys()].filter(other => units.get(other)?.groups?.[key] === group).length >= max
    })
  const take = (category: string, seats: number, isMember: (id: string) => boolean) => {
    let taken = 0
    for (const id of candidates) {
      if (taken >= seats) break
      if (chosen.has(id) || !isMember(id) || capped(id)) continue
      chosen.set(id, category)
      taken++
    }
  }
  const anybody = () => true
  const allFloors = floors.reduce((sum, floor) => sum + floor.seats, 0)
  if (mode === 'prefix-share') {
    const order = callOrder(candidates, shares, id => units.get(id)?.classes ?? [])
    for (const id of order.slice(0, capacity)) chosen.set(id, 'open')
  } else if (mode === 'over-and-above') {
    take('open', capacity - allFloors, anybody)
    for (const floor of floors) take(floor.id, floor.seats, id => has(id, floor.class))
    if (unfilled === 'revert') take('open', capacity - chosen.size, anybody)
  } else {
    if (mode === 'meritorious') {
      const seats = floors.flatMap(floor => Array.from({ length: floor.seats }, () => floor))
      let sitting: (string | null)[] = seats.map(() => null)
      for (const id of candidates) {
        const seated = seatAlso(id, sitting, (unit, seat) => has(unit, (seats[seat] as { class: string }).class))
        if (seated) sitting = seated
      }
      for (const [seat, id] of sitting.entries()) if (id !== null) chosen.set(id, (seats[seat] as { id: string }).id)
    } else {
      for (const floor of floors) take(floor.id, floor.seats, id => has(id, floor.class))
    }
    take('open', unfilled === 'revert' ? capacity - chosen.size : capacity - allFloors, anybody)
  }
  return chosen
}

/** Kuhn's augmenting path over single seats: the seating with one more person, or null. */
function seatAlso(id: string, sitting: (string | null)[], fits: (id: string, seat: number) => boolean) {
  const next = [...sitting]
  const tried = new Set<number>()
  const place = (unit: string): boolean => {
    for (const seat of next.keys()) {
      if (tried.has(seat) || !fits(unit, seat)) continue
      tried.add(seat)
      const other = next[seat] ?? null
      if (other === null || place(other)) {
        next[seat] = unit
        return true
      }
    }
    return false
  }
  return place(id) ? next : null
}

/** The call order read word by word: at each step look at every share and everybody left. */
export function callOrder(
  order: string[],
  shares: { class: string; percent: number }[],
  classesOf: (id: string) => string[],
): string[] {
  const left = [...order]
  const called: string[] = []
  while (left.length > 0) {
    const binding = shares.filter(share => {
      const isMember = (id: string) => classesOf(id).includes(share.class)
      return left.some(isMember) && called.filter(isMember).length * 100 < share.percent * (called.length + 1)
    })
    const next =
      left.find(id => binding.every(share => classesOf(id).includes(share.class))) ??
      left.find(id => classesOf(id).includes((shares[0] as { class: string }).class))
    left.splice(left.indexOf(next as string), 1)
    called.push(next as string)
  }
  return called
}

export type PlainResult = {
  assignment: Record<string, string | null>
  category: Record<string, string>
  reasons: Record<string, Record<string, string>>
}

/** Deferred acceptance, one proposal at a time, in the given order of units; every choice made afresh. */
export function allocatePlainly(market: JsonMarket, order: string[] = market.units.map(unit => unit.id)): PlainResult {
  const units = new Map(market.units.map(unit => [unit.id, unit]))
  const offers = new Map(market.offers.map(offer => [offer.id, offer]))
  const ranks = new Map(market.offers.map(offer => [offer.id, ranking(market, offer.id, offer.priority)]))
  const pools = market.pools ?? []
  const poolOf = (offer: string) => pools.find(pool => pool.offers.includes(offer))
  const names = (offer: string, unit: string) => {
    const pool = poolOf(offer)
    return (
      (ranks.get(offer) as string[]).includes(unit) && (!pool || ranking(market, pool.id, pool.priority).includes(unit))
    )
  }
  const held = new Map<string, string>()
  const at = (offer: string) => [...held].filter(([, o]) => o === offer).map(([unit]) => unit)
  /** The units that `offer` (and its pool) keep from what is held now. */
  const keep = (
    offer: string,
    poolCapacity = Number.POSITIVE_INFINITY,
    ignoreCaps = false,
    extra: string[] = [],
  ): Chosen => {
    const { rule = {}, capacity } = offers.get(offer) as JsonOffer
    const best = ranks.get(offer) as string[]
    const pool = poolOf(offer)
    if (!pool) {
      const used = ignoreCaps ? { ...rule, caps: [] } : rule
      return choose(used, capacity, best, units, [...at(offer), ...extra])
    }
    const kept: [string, string][] = []
    for (const unit of ranking(market, pool.id, pool.priority)) {
      for (const o of pool.offers) {
        const isHere = held.get(unit) === o || (o === offer && extra.includes(unit))
        if (!isHere || kept.length >= poolCapacity) continue
        if (kept.filter(([, other]) => other === o).length < (offers.get(o) as JsonOffer).capacity) kept.push([unit, o])
      }
    }
    return new Map(kept.filter(([, o]) => o === offer).map(([unit]) => [unit, 'open']))
  }
  const next = new Map(order.map(id => [id, 0]))
  const free = [...order]
  while (free.length > 0) {
    const unit = free.shift() as string
    const list = (units.get(unit) as JsonUnit).preferences
    const place = next.get(unit) as number
    if (place >= list.length) continue
    next.set(unit, place + 1)
    const offer = list[place] as string
    if (!names(offer, unit)) {
      free.push(unit)
      continue
    }
    held.set(unit, offer)
    for (const o of poolOf(offer)?.offers ?? [offer]) {
      const kept = keep(o, poolOf(o)?.capacity)
      // Judge every offer of the pool before letting anybody go.
      for (const out of at(o).filter(id => !kept.has(id))) {
        held.delete(out)
        free.push(out)
      }
    }
  }
  const assignment = Object.fromEntries(market.units.map(({ id }) => [id, held.get(id) ?? null]))
  const category: Record<string, string> = {}
  for (const offer of offers.keys())
    for (const [unit, name] of keep(offer, poolOf(offer)?.capacity)) category[unit] = name
  const reasons: PlainResult['reasons'] = {}
  for (const { id, preferences } of market.units) {
    const got = held.get(id)
    reasons[id] = {}
    for (const [place, offer] of preferences.entries()) {
      const chosenBut = (poolCapacity: number | undefined, ignoreCaps: boolean) =>
        keep(offer, poolCapacity, ignoreCaps, [id]).has(id)
      let code = 'BELOW_CUTOFF'
      if (offer === got) code = 'ASSIGNED'
      else if (got !== undefined && place > preferences.indexOf(got)) code = 'NOT_REACHED'
      else if (!names(offer, id)) code = 'INELIGIBLE'
      else {
        const before = held.get(id)
        held.delete(id)
        if (chosenBut(poolOf(offer)?.capacity, true)) code = 'CAP_FULL'
        else if (poolOf(offer) && chosenBut(Number.POSITIVE_INFINITY, false)) code = 'POOL_FULL'
        if (before !== undefined) held.set(id, before)
      }
      ;(reasons[id] as Record<string, string>)[offer] = code
    }
  }
  return { assignment, category, reasons }
}
