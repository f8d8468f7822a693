import { expect, test, vi } from 'vitest'
import { ranking } from './plain-reading.ts'
import { effort, makeDice, randomMarket } from './random-market.ts'
import { run } from './run.ts'

vi.setConfig({ testTimeout: 60_000 })

test('a cutoff names the last one admitted to each kind of seat, its score, and the seats that stay empty', () => {
  const dice = makeDice(3)
  let checked = 0
  while (checked < effort(500)) {
    const market = randomMarket(dice, { units: 8, offers: 3, maxCapacity: 4 })
    const { ok, assignment, category, cutoffs } = run(market)
    if (!ok) continue
    checked++
    for (const { id, capacity, priority, rule = {} } of market.offers) {
      const order = ranking(market, id, priority)
      const { floors = [], unfilled, mode } = rule
      const keeps = unfilled === 'leave' && mode !== 'prefix-share'
      let seatsOutsideOpen = 0
      const expected = (name: string, seats: number | null) => {
        const members = order.filter(unit => assignment[unit] === id && category[unit] === name)
        const last = members.at(-1) ?? null
        const score = last === null || Array.isArray(priority) ? null : priority.scores[last]
        if (seats === null) return { last, score, empty: capacity - seatsOutsideOpen - members.length }
        seatsOutsideOpen += keeps ? seats : members.length
        return { last, score, empty: keeps ? seats - members.length : 0 }
      }
      const rows = floors.map(floor => [floor.id, expected(floor.id, floor.seats)])
      expect(cutoffs[id], JSON.stringify(market)).toEqual(
        Object.fromEntries([...rows, ['open', expected('open', null)]]),
      )
    }
  }
})
