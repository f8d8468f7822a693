import type { JsonMarket, JsonOffer, JsonRule } from './plain-reading.ts'
import type { Dice } from './random-market.ts'

function drawRule(dice: Dice, capacity: number): JsonRule {
  const mode = dice.pick(['min-guarantee', 'min-guarantee', 'over-and-above', 'meritorious', 'prefix-share'] as const)
  const rule: JsonRule = { mode, counting: dice.pick(['one-to-one', 'one-to-one', 'one-to-many'] as const) }
  if (mode === 'prefix-share') rule.shares = ['A', 'B'].slice(dice.below(2)).map(name => ({ class: name, percent: 30 }))
  if (dice.chance(mode === 'prefix-share' ? 0.2 : 0.7)) {
    const classes = dice.some(['A', 'B', 'X', 'Y'], 0.35)
    rule.floors = classes.map(name => ({ id: name, class: name, seats: dice.below(capacity) }))
  }
  if (dice.chance(0.5))
    rule.caps = dice.some(['country', 'institution', 'town'], 0.5).map(key => ({ key, max: 1 + dice.below(9) }))
  return rule
}

/** Rules of every sort over a few units with overlapping classes and groups: what the configuration check has to judge. */
export function randomConfiguration(dice: Dice): JsonMarket {
  const ids = Array.from({ length: 1 + dice.below(6) }, (_, i) => `u${i}`)
  const units = ids.map(id => {
    const country = dice.pick(['X', 'Y'])
    const groups: Record<string, string> = {}
    if (dice.chance(0.9)) groups.country = country
    if (dice.chance(0.9)) groups.institution = dice.chance(0.8) ? `${country}${dice.below(2)}` : 'Z'
    if (dice.chance(0.8)) groups.town = dice.pick(['s', 't'])
    return { id, preferences: [], classes: [...dice.some(['A', 'B'], 0.25), country], groups }
  })
  const offers = ['p', 'q'].map((id): JsonOffer => {
    const capacity = 1 + dice.below(5)
    const priority = dice.some(dice.shuffled(ids), 0.8)
    return { id, capacity, priority, rule: drawRule(dice, capacity) }
  })
  if (dice.chance(0.3)) {
    const order = dice.shuffled(ids)
    const pooled = dice.chance(0.7) ? order.filter(() => dice.chance(0.8)) : dice.shuffled(ids)
    offers.push({ id: 'r', capacity: 1, priority: pooled })
    return {
      kind: 'matching',
      units,
      offers,
      pools: [{ id: 'x', offers: ['r'], capacity: 1, priority: dice.some(order, 0.8) }],
    }
  }
  return { kind: 'matching', units, offers }
}
