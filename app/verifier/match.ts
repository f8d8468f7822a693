import { choose, choosePairs } from './choose.ts'
import type { House, Market } from './market.ts'

/**
 * Unit-proposing deferred acceptance: every unit without a seat asks the next offer of its list; every offer or pool
 * that was asked chooses from scratch among those it holds and those who ask. Returns each unit's offer, or -1.
 */
export function match(market: Market): Int32Array {
  const { lists, places, houses, offers } = market
  const next = new Int32Array(lists.length)
  const asks = new Int32Array(lists.length).fill(-1)
  const placeOf = new Int32Array(lists.length)
  const holds: number[][] = houses.map(() => [])
  let free = lists.map((_, unit) => unit)
  while (free.length > 0) {
    const asked = new Map<number, number[]>()
    for (const unit of free) {
      const list = lists[unit] as Int32Array
      const place = places[unit] as Int32Array
      let at = next[unit] as number
      while (at < list.length && (place[at] as number) < 0) at++
      next[unit] = at + 1
      asks[unit] = list[at] ?? -1
      if (at >= list.length) continue
      placeOf[unit] = place[at] as number
      const house = offers[list[at] as number]?.house as number
      const others = asked.get(house)
      if (others) others.push(unit)
      else asked.set(house, [unit])
    }
    free = []
    for (const [house, newcomers] of asked) {
      const candidates = [...(holds[house] as number[]), ...newcomers]
      candidates.sort((a, b) => (placeOf[a] as number) - (placeOf[b] as number))
      const kept = keep(market, houses[house] as House, candidates, asks)
      holds[house] = candidates.filter((_, i) => kept[i])
      for (let i = 0; i < candidates.length; i++) if (!kept[i]) free.push(candidates[i] as number)
    }
  }
  return asks
}

function keep(market: Market, house: House, candidates: number[], asks: Int32Array): boolean[] {
  if (house.pool) {
    const capacityOf = (offer: number) => market.offers[offer]?.capacity ?? 0
    const pairs = candidates.map(unit => ({ offer: asks[unit] as number }))
    return choosePairs(house.pool.capacity, capacityOf, pairs)
  }
  const offer = market.offers[house.offers[0] as number]
  return offer ? choose(offer, candidates).map(seat => seat !== null) : []
}
