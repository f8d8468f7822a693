import { expect, test, vi } from 'vitest'
import { buyWithEqualShares } from '#app/domain/funding/buy-with-equal-shares.ts'
import { gatherElectorate } from '#app/domain/funding/electorate.ts'
import { type Dice, makeDice } from '../allocation/random-market.ts'
import { run } from '../allocation/run.ts'
import { type JsonShares, sharePlainly } from './plain-funding.ts'

vi.setConfig({ testTimeout: 60_000 })

/** Few voters with overlapping approvals and dear projects: many endowments lie between two changes. */
function drawElection(dice: Dice): JsonShares {
  const projects = Array.from({ length: 2 + dice.below(4) }, (_, i) => ({ id: `p${i}`, cost: 20 + dice.below(180) }))
  const ids = projects.map(({ id }) => id)
  const ballots = Array.from({ length: 2 + dice.below(4) }, (_, i) => ({
    id: `v${i}`,
    approves: dice.some(ids, 0.5).sort(),
    count: 1 + dice.below(3),
  }))
  return {
    kind: 'equal-shares',
    budget: 100 + dice.below(400),
    projects,
    ballots,
    utility: dice.pick(['cost', 'cardinality'] as const),
    completion: dice.pick(['add1', 'add1-exhaustive'] as const),
  }
}

test('up to its horizon a run buys the same in the same order, one endowment after the other', () => {
  const dice = makeDice(114)
  const seen = { short: 0, changed: 0, never: 0 }
  for (let n = 0; n < 400; n++) {
    const { projects, ballots, utility = 'cost', completion = 'none', budget } = drawElection(dice)
    const electorate = gatherElectorate({
      kind: 'equal-shares',
      budget: BigInt(budget),
      projects: projects.map(({ id, cost }) => ({ id, cost: BigInt(cost) })),
      ballots: ballots.map(({ id, approves, count = 1 }) => ({ id, approves, count })),
      utility,
      completion,
    })
    const buy = (numerator: bigint) => buyWithEqualShares(electorate, { numerator, denominator: 1n })
    for (let endowment = 1n + BigInt(dice.below(30)), runs = 0; runs < 8; runs++) {
      const { bought, horizon } = buy(endowment)
      const where = JSON.stringify({ projects, ballots, utility, endowment: Number(endowment) })
      if (horizon === null) {
        seen.never++
        for (const later of [1n, 7n, 1_000n]) expect(buy(endowment + later).bought, where).toEqual(bought)
        break
      }
      expect(horizon > 0n, where).toBe(true)
      for (let later = 1n; later < horizon && later < 40n; later++) {
        seen.short++
        expect(buy(endowment + later).bought, where).toEqual(bought)
      }
      endowment += horizon
      if (buy(endowment).bought.join() !== bought.join()) seen.changed++
    }
  }
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(100)
})

test('add1 on dear projects ends where a walk through every endowment ends, payments included', () => {
  const dice = makeDice(115)
  for (let n = 0; n < 120; n++) {
    const instance = drawElection(dice)
    const { winners, cost, payments } = run(instance)
    expect({ winners, cost: BigInt(cost), payments }, JSON.stringify(instance)).toEqual(sharePlainly(instance))
  }
})

test('of equal prices, costs and votes the first id goes first', () => {
  const ballots = [
    { id: 'a', approves: ['x', 'y'], count: 1 },
    { id: 'b', approves: ['y', 'z'], count: 1 },
    { id: 'c', approves: ['z'], count: 1 },
  ]
  const projects = ['x', 'y', 'z'].map(id => ({ id, cost: 6 }))
  // Each voter holds 6. y and z cost two voters 3 each, at equal cost and votes y goes first by id; then a holds 3, b 3
  // and c 6, so z takes 3 from b and 3 from c.
  expect(run({ kind: 'equal-shares', budget: 18, projects, ballots, utility: 'cardinality' })).toMatchObject({
    winners: ['y', 'z'],
    payments: { y: { a: '3', b: '3' }, z: { b: '3', c: '3' } },
  })
})

test('who has nothing left when a project is bought is not named among those who pay', () => {
  const ballots = [
    { id: 'd', approves: ['s1', 's2', 't'] },
    { id: 'e', approves: ['t'], count: 3 },
  ]
  const projects = [
    { id: 's1', cost: 2 },
    { id: 's2', cost: 2 },
    { id: 't', cost: 12 },
  ]
  // Each voter holds 4: d pays 2 and 2, and the three of e pay 4 each.
  expect(run({ kind: 'equal-shares', budget: 16, projects, ballots, utility: 'cardinality' }).payments).toEqual({
    s1: { d: '2' },
    s2: { d: '2' },
    t: { e: '4' },
  })
})
