import type { JsonMarket, JsonOffer, JsonRule, JsonUnit } from './plain-reading.ts'

/** A share of the random cases, for runs that repeat every test many times. */
export const effort = (cases: number) => Math.ceil(cases * Number(process.env.ALLOCATION_EFFORT ?? 1))

/** A small repeatable generator (mulberry32), so that a printed seed brings a market back. */
export function makeDice(seed: number) {
  let state = seed >>> 0
  const roll = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const below = (n: number) => Math.floor(roll() * n)
  const chance = (p: number) => roll() < p
  const pick = <T>(items: readonly T[]): T => items[below(items.length)] as T
  const shuffled = <T>(items: readonly T[]): T[] => {
    const out = [...items]
    for (let i = out.length - 1; i > 0; i--) {
      const j = below(i + 1)
      ;[out[i], out[j]] = [out[j] as T, out[i] as T]
    }
    return out
  }
  const some = <T>(items: readonly T[], p: number) => items.filter(() => chance(p))
  return { roll, below, chance, pick, shuffled, some }
}

export type Dice = ReturnType<typeof makeDice>

export type MarketSize = { units: number; offers: number; maxCapacity: number }

/** Any market of the contract, rules safe or not; classes A and B, groups in a tree or crossing. */
export function randomMarket(dice: Dice, size: MarketSize): JsonMarket {
  const unitIds = Array.from({ length: size.units }, (_, i) => `u${i}`)
  const offerIds = Array.from({ length: size.offers }, (_, i) => `o${i}`)
  const linked = dice.chance(0.85)
  const units = unitIds.map((id): JsonUnit => {
    const country = dice.pick(['X', 'Y', 'Z'])
    const institution = linked ? `${country}${dice.below(2)}` : `i${dice.below(3)}`
    const groups: Record<string, string> = {}
    // Mostly a tree: who has no country has no institution either.
    if (dice.chance(0.92)) groups.country = country
    if (dice.chance(0.92) && (groups.country || !linked)) groups.institution = institution
    // Country-derived classes give cap groups that lie wholly inside or outside a floor.
    const classes = dice.some(['A', 'B'], 0.4)
    if (country === 'X') classes.push('CX')
    if (country === 'Y') classes.push('CY')
    return { id, preferences: dice.some(dice.shuffled(offerIds), 0.75), classes, groups }
  })
  const offers = offerIds.map((id): JsonOffer => {
    const capacity = dice.below(size.maxCapacity + 1)
    const named = dice.some(dice.shuffled(unitIds), 0.85)
    const priority = dice.chance(0.5) ? named : { scores: Object.fromEntries(named.map(unit => [unit, dice.below(4)])) }
    return dice.chance(0.15) ? { id, capacity, priority } : { id, capacity, priority, rule: randomRule(dice, capacity) }
  })
  const market: JsonMarket = { kind: 'matching', units, offers }
  if (dice.chance(0.25)) addPool(dice, market, unitIds)
  if (dice.chance(0.5)) market.ties = { order: dice.shuffled(unitIds) }
  else {
    const seed = Array.from({ length: 64 }, () => dice.below(16).toString(16)).join('')
    market.ties = { seed, round: 'r', scope: dice.pick(['*', 'offer'] as const) }
  }
  return market
}

export function randomRule(dice: Dice, capacity: number): JsonRule {
  const mode = dice.pick(['min-guarantee', 'min-guarantee', 'over-and-above', 'meritorious', 'prefix-share'] as const)
  const rule: JsonRule = { mode, unfilled: dice.pick(['revert', 'leave'] as const) }
  if (mode === 'prefix-share') return { ...rule, shares: [{ class: 'A', percent: dice.below(101) }] }
  const caps = [
    { key: 'country', max: 1 + dice.below(3) },
    { key: 'institution', max: 1 + dice.below(2) },
  ]
  const capped = mode === 'min-guarantee' && dice.chance(0.7)
  const classes = capped ? ['CX', 'CY'] : ['A', 'B', 'CX']
  let left = capacity
  rule.floors = dice.some(dice.shuffled(classes), 0.6).map((name, i) => {
    const seats = dice.below(Math.min(left, 2) + 1)
    left -= seats
    return { id: `f${i}`, class: name, seats }
  })
  // Some caps that must be refused stay in, so that the check is met as well.
  if (capped || dice.chance(0.1)) rule.caps = dice.some(caps, 0.7)
  return rule
}

function addPool(dice: Dice, market: JsonMarket, unitIds: string[]): void {
  const order = dice.shuffled(unitIds)
  const members = dice.some(market.offers, 0.6)
  for (const offer of members) {
    delete offer.rule
    offer.priority = order.filter(() => dice.chance(0.85))
  }
  const priority = order.filter(() => dice.chance(0.9))
  const capacity = dice.below(1 + members.reduce((sum, offer) => sum + offer.capacity, 0))
  market.pools = [{ id: 'pool', offers: members.map(offer => offer.id), capacity, priority }]
}
