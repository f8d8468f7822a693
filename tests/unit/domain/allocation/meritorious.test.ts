import { expect, test, vi } from 'vitest'
import { choose, type JsonRule, type JsonUnit } from './plain-reading.ts'
import { type Dice, effort, makeDice } from './random-market.ts'
import { run } from './run.ts'

vi.setConfig({ testTimeout: 60_000 })

const names = ['A', 'B', 'C', 'D']

/** Many candidates, few seats and classes that overlap in chains, so that seats are found by moving several people. */
function drawMarket(dice: Dice) {
  const units = Array.from(
    { length: 4 + dice.below(8) },
    (_, i): JsonUnit => ({ id: `u${i}`, preferences: ['p'], classes: dice.some(names, 0.45) }),
  )
  const floors = dice.shuffled(names).map(name => ({ id: name.toLowerCase(), class: name, seats: dice.below(3) }))
  const seats = floors.reduce((sum, floor) => sum + floor.seats, 0)
  const rule: JsonRule = { mode: 'meritorious', floors, unfilled: dice.pick(['revert', 'leave'] as const) }
  return { units, rule, capacity: seats + dice.below(3), order: dice.shuffled(units.map(({ id }) => id)) }
}

test('meritorious with four overlapping floors: who is chosen, and a filling in which everybody has a seat of theirs', () => {
  const dice = makeDice(44)
  let moved = 0
  for (let n = 0; n < effort(4_000); n++) {
    const { units, rule, capacity, order } = drawMarket(dice)
    const floors = rule.floors ?? []
    const market = { kind: 'matching', units, offers: [{ id: 'p', capacity, priority: order, rule }] }
    const { assignment, category, cutoffs } = run(market)
    const where = JSON.stringify(market)
    const byId = new Map(units.map((unit): [string, JsonUnit] => [unit.id, unit]))
    const plain = choose(rule, capacity, order, byId, order)
    const chosen = Object.keys(assignment).filter(id => assignment[id] === 'p')
    expect(chosen.sort(), where).toEqual([...plain.keys()].sort())
    for (const { id, class: name, seats } of floors) {
      const seated = chosen.filter(unit => category[unit] === id)
      expect(seated.length, where).toBeLessThanOrEqual(seats)
      for (const unit of seated) expect(byId.get(unit)?.classes, where).toContain(name)
      expect(cutoffs.p[id].empty).toBe(rule.unfilled === 'leave' ? seats - seated.length : 0)
    }
    const open = (of: (id: string) => string | undefined) => chosen.filter(id => of(id) === 'open').sort()
    expect(
      open(id => category[id]),
      where,
    ).toEqual(open(id => plain.get(id)))
    // In the order of the floors alone fewer or others would have been seated.
    const inTurn = choose({ ...rule, mode: 'min-guarantee' }, capacity, order, byId, order)
    if (chosen.some(id => (inTurn.get(id) === 'open') !== (category[id] === 'open'))) moved++
  }
  expect(moved).toBeGreaterThan(effort(100) / 2)
})
