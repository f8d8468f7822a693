import { callOrder } from './call-order.ts'
import type { MarketOffer } from './market.ts'

/** Who an offer takes: beside each candidate the floor whose seat it took in a floor step, `open`, or null. */
export type Seats = (string | null)[]

export const OPEN = 'open'

/**
 * Rule 6, from scratch: the choice of one offer among candidates in priority order. `caps` off answers the question
 * of rule 9, who would be taken without this offer's caps.
 */
export function choose(offer: MarketOffer, candidates: readonly number[], caps: 'caps' | 'no-caps' = 'caps'): Seats {
  const seats: Seats = new Array(candidates.length).fill(null)
  const groups = caps === 'caps' ? offer.caps.map(cap => ({ ...cap, taken: new Map<number, number>() })) : []
  let taken = 0
  const fits = (unit: number) =>
    groups.every(group => (group.taken.get(group.groupOf[unit] as number) ?? 0) < group.max)
  const take = (i: number, seat: string) => {
    const unit = candidates[i] as number
    seats[i] = seat
    taken++
    for (const group of groups) {
      const value = group.groupOf[unit] as number
      group.taken.set(value, (group.taken.get(value) ?? 0) + 1)
    }
  }
  /** Takes up to `count` of those not yet taken, best first. */
  const step = (seat: string, count: number, members: ReadonlySet<number> | null) => {
    for (let i = 0, left = count; i < candidates.length && left > 0; i++) {
      const unit = candidates[i] as number
      if (seats[i] !== null || members?.has(unit) === false || !fits(unit)) continue
      take(i, seat)
      left--
    }
  }

  const { capacity, rule, floors } = offer
  if (rule?.mode === 'prefix-share') {
    const places = candidates.map((_, i) => i)
    const shares = offer.shares.map(({ percent, members }) => ({
      percent,
      has: (i: number) => members.has(candidates[i] as number),
    }))
    for (const i of callOrder(places, shares).slice(0, capacity)) take(i, OPEN)
    return seats
  }
  const kept = floors.reduce((sum, floor) => sum + floor.seats, 0)
  const leave = rule?.unfilled === 'leave'
  if (rule?.mode === 'over-and-above') {
    step(OPEN, capacity - kept, null)
    for (const floor of floors) step(floor.id, floor.seats, floor.members)
    if (!leave) step(OPEN, capacity - taken, null)
    return seats
  }
  if (rule?.mode === 'meritorious') {
    mostFloorSeats(offer, candidates).forEach((floor, i) => {
      if (floor !== null) take(i, floor)
    })
  } else {
    for (const floor of floors) step(floor.id, floor.seats, floor.members)
  }
  step(OPEN, leave ? capacity - kept : capacity - taken, null)
  return seats
}

/**
 * The floor step of `meritorious`: goes through the candidates in order and takes one if with it more floor seats can
 * be filled than with those already taken. Those seated may move to another floor of their classes to make room.
 */
function mostFloorSeats(offer: MarketOffer, candidates: readonly number[]): Seats {
  const { floors } = offer
  const seats: Seats = candidates.map(() => null)
  const seated: number[][] = floors.map(() => [])
  const belongs = (i: number, floor: number) => floors[floor]?.members.has(candidates[i] as number) === true
  /** Seats candidate i, moving others along if need be; `tried` holds the floors already looked at. */
  const seat = (i: number, tried: Set<number>): boolean => {
    for (let f = 0; f < floors.length; f++) {
      if (tried.has(f) || !belongs(i, f)) continue
      tried.add(f)
      const here = seated[f] as number[]
      if (here.length < (floors[f]?.seats ?? 0)) {
        here.push(i)
        return true
      }
      for (let place = 0; place < here.length; place++) {
        if (seat(here[place] as number, tried)) {
          here[place] = i
          return true
        }
      }
    }
    return false
  }
  // Who is in the same classes as somebody for whom no seat could be made has no chance either: seats only fill up.
  const hopeless = new Set<string>()
  candidates.forEach((_, i) => {
    const classes = floors.map((_, f) => (belongs(i, f) ? '1' : '0')).join('')
    if (!hopeless.has(classes) && !seat(i, new Set())) hopeless.add(classes)
  })
  seated.forEach((here, f) => {
    for (const i of here) seats[i] = floors[f]?.id ?? null
  })
  return seats
}

/** Rule 8: goes through a pool's (unit, offer) pairs in the pool's order; true for those kept. */
export function choosePairs(
  poolCapacity: number,
  capacityOf: (offer: number) => number,
  pairs: readonly { offer: number }[],
): boolean[] {
  const counts = new Map<number, number>()
  let total = 0
  return pairs.map(({ offer }) => {
    const count = counts.get(offer) ?? 0
    if (total >= poolCapacity || count >= capacityOf(offer)) return false
    counts.set(offer, count + 1)
    total++
    return true
  })
}
