import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { type Dice, effort, makeDice } from '../allocation/random-market.ts'
import { run } from '../allocation/run.ts'
import { compare, fraction, type JsonShares, parse, scale, sharePlainly, sum } from './plain-funding.ts'

vi.setConfig({ testTimeout: 60_000 })

const election = (
  budget: number,
  costs: Record<string, number>,
  ballots: string[][],
  more: Partial<JsonShares> = {},
): JsonShares => ({
  kind: 'equal-shares',
  budget,
  projects: Object.entries(costs).map(([id, cost]) => ({ id, cost })),
  ballots: ballots.map((approves, i) => ({ id: `v${i}`, approves })),
  ...more,
})
const winners = (instance: JsonShares): string => run(instance).winners.join(' ')

test('O25, Lackner and Skowron’s running example: a alone, an eighth each, 5/24 left to its voters', () => {
  const letters = ['ab', 'ab', 'ab', 'ac', 'ac', 'ac', 'ad', 'ad', 'bcf', 'e', 'f', 'g'].map(text => [...text])
  const costs = Object.fromEntries([...'abcdefg'].map(id => [id, 1]))
  const result = run(election(4, costs, letters))
  expect(result).toMatchObject({ winners: ['a'], cost: 1 })
  expect(Object.values(result.payments.a)).toEqual(Array.from({ length: 8 }, () => '1/8'))
  expect(compare(sum([fraction(4n, 12n), scale(parse('1/8'), -1n)]), parse('5/24'))).toBe(0)
})

const appendix = (more: Partial<JsonShares>) =>
  election(400, { 0: 100, 1: 90, 2: 200, 3: 109 }, [['0'], ['1', '2', '3'], ['1', '2', '3'], ['2']], more)

test('O26, AppEx_2 of pabutools, in hundredths: 0 1 3 by cardinality, 0 2 by cost', () => {
  expect(winners(appendix({ utility: 'cardinality' }))).toBe('0 1 3')
  expect(winners(appendix({ utility: 'cost' }))).toBe('0 2')
})

const pabulib = (more: Partial<JsonShares>) =>
  election(
    2500,
    { 1: 600, 2: 800, 4: 1400, 5: 1000, 7: 1200 },
    ['124', '12', '245', '57', '147', '17', '5', '4', '245', '45'].map(text => [...text]),
    more,
  )

test.each<[Partial<JsonShares>, string]>([
  [{}, '4'],
  [{ utility: 'cardinality' }, '1 5'],
  [{ completion: 'add1' }, '1 4'],
])('O27, the example of pabulib.org/format, %j: %s', (more, expected) => {
  expect(winners(pabulib(more))).toBe(expected)
})

test('O29, ties of the Equal Shares tool: the cheaper of two tied outcomes, and its payments', () => {
  const costs = Object.fromEntries(Array.from({ length: 10 }, (_, i) => [String(11 + i), 100 + 50 * i]))
  const supporters = ['124', '25', '15', '34', '235', '25', '14', '25', '135', '23']
  const ballots = ['1', '2', '3', '4', '5'].map(voter =>
    supporters.flatMap((text, i) => (text.includes(voter) ? [String(11 + i)] : [])),
  )
  const result = run(election(900, costs, ballots))
  expect(result.winners).toEqual(['11', '13', '15'])
  expect(result.payments['11']).toEqual({ v0: '100/3', v1: '100/3', v3: '100/3' })
  expect(Object.values(result.payments['13']).sort()).toEqual(['120', '80'])
  expect(Object.values(result.payments['15'])).toEqual(['100', '100', '100'])
})

type Row = {
  file: string
  size: number
  candidates: number
  profile: number[][]
  tied: number[][]
  completed: number[][]
}

test('O34, abcvoting: 480 instances of unit cost, alone and completed by support, among the tied results of that library', () => {
  const { rows } = JSON.parse(readFileSync(new URL('abcvoting.json', import.meta.url), 'utf8')) as { rows: Row[] }
  expect(rows).toHaveLength(480)
  let full = 0
  for (const { file, size, candidates, profile, tied, completed } of rows) {
    const costs = Object.fromEntries(Array.from({ length: candidates }, (_, i) => [String(i), 1]))
    const instance = election(
      size,
      costs,
      profile.map(list => list.map(String)),
    )
    const isWithin = (ids: string[], committees: number[][]) =>
      committees.some(committee => ids.every(id => committee.includes(Number(id))))
    // That library always fills the committee: by sequential Phragmen in the one list, by support in the other.
    expect(isWithin(run(instance).winners, tied), file).toBe(true)
    const ours: string[] = run({ ...instance, completion: 'utilitarian' }).winners
    if (ours.length === size) full++
    expect(isWithin(ours, completed), file).toBe(true)
  }
  // In the others somebody without a voter would have to be seated, which our rule never does.
  expect(full).toBe(434)
})

function randomElection(dice: Dice): JsonShares {
  const projects = Array.from({ length: dice.below(6) }, (_, i) => ({
    id: `p${i}`,
    cost: 1 + dice.below(dice.pick([3, 30])),
  }))
  const density = dice.roll()
  const ballots = Array.from({ length: dice.below(7) }, (_, i) => ({
    id: `v${i}`,
    approves: dice.some(
      projects.map(({ id }) => id),
      density,
    ),
    count: 1 + dice.below(3),
  }))
  return {
    kind: 'equal-shares',
    budget: dice.below(70),
    projects,
    ballots,
    utility: dice.pick(['cost', 'cardinality'] as const),
    completion: dice.pick(['none', 'add1', 'add1', 'add1-exhaustive', 'utilitarian'] as const),
  }
}

test('on 6,000 random elections winners, cost and payments are those of a direct reading, one endowment at a time', () => {
  const dice = makeDice(14)
  for (let n = 0; n < effort(6_000); n++) {
    const instance = randomElection(dice)
    const plain = sharePlainly(instance)
    const { winners: ids, cost, payments } = run(instance)
    expect({ winners: ids, cost: BigInt(cost), payments }, JSON.stringify(instance)).toEqual(plain)
  }
})

const settings = { seed: 16, numRuns: effort(600) }
const seeds = fc.integer({ min: 0, max: 2 ** 31 - 1 })

type Result = { winners: string[]; cost: number; payments: Record<string, Record<string, string>> }

/** P16 for completion `none`: the first promise that an outcome breaks, or null. */
function findFault({ budget, projects, ballots }: JsonShares, { winners: ids, payments }: Result): string | null {
  const voters = ballots.reduce((n, { count = 1 }) => n + count, 0)
  const left = (ballot: string) =>
    sum([
      fraction(BigInt(budget), BigInt(voters)),
      ...Object.values(payments).map(row => scale(parse(row[ballot] ?? '0'), -1n)),
    ])
  for (const id of ids) {
    const cost = BigInt(projects.find(project => project.id === id)?.cost ?? 0)
    const paid = ballots.map(({ id: voter, count = 1 }) => scale(parse(payments[id]?.[voter] ?? '0'), BigInt(count)))
    if (paid.some(amount => amount.n < 0n)) return 'negative'
    if (compare(sum(paid), fraction(cost)) !== 0) return 'sum'
  }
  if (ballots.some(({ id }) => left(id).n < 0n)) return 'endowment'
  for (const { id, cost } of projects) {
    const supporters = ballots.filter(ballot => ballot.approves.includes(id))
    if (ids.includes(id) || supporters.length === 0) continue
    const money = sum(supporters.map(({ id: voter, count = 1 }) => scale(left(voter), BigInt(count))))
    if (compare(money, fraction(BigInt(cost))) >= 0) return 'affordable'
  }
  return null
}

test('P16: payments are never negative, add up to the cost, stay within the endowment, and leave nothing affordable', () => {
  fc.assert(
    fc.property(seeds, seed => {
      const instance: JsonShares = { ...randomElection(makeDice(seed)), completion: 'none' }
      if (instance.ballots.length > 0) expect(findFault(instance, run(instance)), JSON.stringify(instance)).toBeNull()
    }),
    settings,
  )
})

test('P16 can fail, and is not enough: corruptions are named, another purchase passes it and is not the rule’s', () => {
  const instance = pabulib({ utility: 'cardinality' })
  const result: Result = run(instance)
  const [first = ''] = result.winners
  const row = result.payments[first] ?? {}
  const [voter = ''] = Object.keys(row)
  const bend = (more: Record<string, string>) => ({
    ...result,
    payments: { ...result.payments, [first]: { ...row, ...more } },
  })
  expect(findFault(instance, bend({ [voter]: '-1' }))).toBe('negative')
  expect(findFault(instance, bend({ [voter]: '1' }))).toBe('sum')
  expect(findFault(instance, { winners: [], cost: 0, payments: {} })).toBe('affordable')
  const two = election(20, { a: 10, b: 20 }, [
    ['a', 'b'],
    ['a', 'b'],
  ])
  const other: Result = { winners: ['b'], cost: 20, payments: { b: { v0: '10', v1: '10' } } }
  expect(findFault({ ...two, utility: 'cardinality' }, other)).toBeNull()
  expect(run({ ...two, utility: 'cardinality' }).winners).toEqual(['a'])
})

test('P17: all money times seven changes no winner, without completion and with utilitarian', () => {
  fc.assert(
    fc.property(seeds, seed => {
      const instance = randomElection(makeDice(seed))
      const completion = seed % 2 ? 'none' : 'utilitarian'
      const seven: JsonShares = {
        ...instance,
        budget: 7 * instance.budget,
        projects: instance.projects.map(project => ({ ...project, cost: 7 * project.cost })),
      }
      expect(run({ ...seven, completion }).winners).toEqual(run({ ...instance, completion }).winners)
    }),
    settings,
  )
})

test('P17 can fail: add1 adds units of money, so their size matters', () => {
  let changes = 0
  for (let seed = 0; seed < 3_000; seed++) {
    const instance: JsonShares = { ...randomElection(makeDice(seed)), completion: 'add1' }
    const seven: JsonShares = {
      ...instance,
      budget: 7 * instance.budget,
      projects: instance.projects.map(project => ({ ...project, cost: 7 * project.cost })),
    }
    if (winners(seven) !== winners(instance)) changes++
  }
  expect(changes).toBeGreaterThan(0)
})

test('add1 on a budget of 10^18 takes steps, not units', () => {
  const scaled = (instance: JsonShares, by: bigint) => ({
    ...instance,
    budget: String(BigInt(instance.budget) * by),
    projects: instance.projects.map(({ id, cost }) => ({ id, cost: String(BigInt(cost) * by) })),
  })
  const result = run(scaled(pabulib({ completion: 'add1' }), 10n ** 15n))
  expect(result.winners).toEqual(['1', '4'])
  const paid = Object.values(result.payments['4'] as Record<string, string>).map(parse)
  expect(compare(sum(paid), fraction(1400n * 10n ** 15n))).toBe(0)
})

test('without voters, and without supporters, nothing is bought', () => {
  for (const completion of ['none', 'add1', 'add1-exhaustive', 'utilitarian'] as const) {
    expect(winners(election(10, { a: 1 }, [], { completion }))).toBe('')
    expect(winners(election(10, { a: 1 }, [[], []], { completion }))).toBe('')
    expect(winners(election(0, { a: 1 }, [['a']], { completion }))).toBe('')
  }
})
