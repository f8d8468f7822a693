import type { Market, MarketOffer } from './market.ts'
import { Refused } from './read-fields.ts'

/** SIZE_NOT_ONE, COUPLE and DUPLICATE_CHOICE, which stand before the priorities in the contract's list. */
export function checkUnits(units: readonly { id: string; size: number; together?: string; preferences: string[] }[]) {
  for (const unit of units) if (unit.size !== 1) throw new Refused('SIZE_NOT_ONE', unit.id)
  for (const unit of units) if (unit.together !== undefined) throw new Refused('COUPLE', unit.id)
  for (const unit of units) {
    if (new Set(unit.preferences).size !== unit.preferences.length) throw new Refused('DUPLICATE_CHOICE', unit.id)
  }
}

/** The codes of rules 7 and 8, tested over all units that an offer's priority names. */
export function checkGuarantees(market: Market) {
  for (const offer of market.offers) {
    const seats = offer.floors.reduce((sum, floor) => sum + floor.seats, 0)
    if (seats > offer.capacity) throw new Refused('FLOORS_EXCEED_CAPACITY', offer.id)
  }
  for (const offer of market.offers) if (capsCross(offer)) throw new Refused('CAPS_NOT_A_TREE', offer.id)
  for (const offer of market.offers) if (!isSafe(offer)) throw new Refused('NO_GUARANTEE', offer.id)
  for (const house of market.houses) {
    if (!house.pool) continue
    const placeInPool = new Map(house.pool.order.map((unit, place) => [unit, place]))
    for (const i of house.offers) {
      let last = -1
      for (const unit of market.offers[i]?.order ?? []) {
        const place = placeInPool.get(unit)
        if (place === undefined) continue
        if (place < last) throw new Refused('NO_GUARANTEE', house.id)
        last = place
      }
    }
  }
}

/** Two groups of different cap keys that share a unit while neither contains the other. */
function capsCross(offer: MarketOffer): boolean {
  return offer.caps.some((first, i) =>
    offer.caps.slice(i + 1).some(second => {
      const sizeOfFirst = new Map<number, number>()
      const sizeOfSecond = new Map<number, number>()
      const shared = new Map<string, { a: number; b: number; count: number }>()
      for (const unit of offer.order) {
        const [a, b] = [first.groupOf[unit] as number, second.groupOf[unit] as number]
        sizeOfFirst.set(a, (sizeOfFirst.get(a) ?? 0) + 1)
        sizeOfSecond.set(b, (sizeOfSecond.get(b) ?? 0) + 1)
        const pair = shared.get(`${a} ${b}`) ?? { a, b, count: 0 }
        pair.count++
        shared.set(`${a} ${b}`, pair)
      }
      return [...shared.values()].some(
        pair => pair.count < (sizeOfFirst.get(pair.a) as number) && pair.count < (sizeOfSecond.get(pair.b) as number),
      )
    }),
  )
}

function isSafe(offer: MarketOffer): boolean {
  const { rule, floors, caps, order } = offer
  if (!rule) return true
  const overlap = order.some(unit => floors.filter(floor => floor.members.has(unit)).length > 1)
  if (rule.shares.length > 1) return false
  if (rule.mode === 'prefix-share' && floors.length > 0) return false
  if (rule.counting === 'one-to-many' && overlap) return false
  if (caps.length === 0) return true
  if (rule.mode === 'meritorious' || rule.mode === 'prefix-share') return false
  if (floors.length === 0) return true
  if (rule.mode === 'over-and-above' || overlap) return false
  return caps.every(cap =>
    floors.every(floor => {
      const inside = new Map<number, boolean>()
      return order.every(unit => {
        const group = cap.groupOf[unit] as number
        const member = floor.members.has(unit)
        const known = inside.get(group) ?? member
        inside.set(group, known)
        return known === member
      })
    }),
  )
}
