import { buyWithEqualShares, type Outcome } from './buy-with-equal-shares.ts'
import { compareCosts, type Electorate, gatherElectorate } from './electorate.ts'
import type { EqualSharesInstance } from './equal-shares-instance.ts'

export type SharedPurchase = {
  /** Ids of the projects bought, ascending. */
  winners: readonly string[]
  cost: bigint
  /** Project -> ballot -> what one voter of the ballot pays; only for projects bought by equal shares. */
  payments: ReadonlyMap<string, ReadonlyMap<string, string>>
}

/** The Method of Equal Shares with its completion. Source: docs/allocation-instance.md, rules 14 to 16 and 20. */
export function completeEqualShares(instance: EqualSharesInstance): SharedPurchase {
  const electorate = gatherElectorate(instance)
  if (electorate.voters === 0) return { winners: [], cost: 0n, payments: new Map() }
  const { budget, completion } = instance
  const first = buyWithEqualShares(electorate, { numerator: budget, denominator: BigInt(electorate.voters) })
  if (completion === 'add1' || completion === 'add1-exhaustive') {
    const isDone = completion === 'add1' ? buysAll(electorate) : leavesNothingThatFits(electorate, budget)
    return describe(instance, electorate, growEndowments(electorate, budget, first, isDone), [])
  }
  const more = completion === 'utilitarian' ? buyBySupport(electorate, budget, first) : []
  return describe(instance, electorate, first, more)
}

type IsDone = (outcome: Outcome) => boolean

const buysAll =
  (electorate: Electorate): IsDone =>
  outcome =>
    outcome.bought.length === electorate.supported.length

const leavesNothingThatFits =
  (electorate: Electorate, budget: bigint): IsDone =>
  outcome =>
    unbought(electorate, outcome).every(project => (electorate.costs[project] as bigint) > budget - outcome.cost)

function unbought({ supported }: Electorate, { bought }: Outcome): number[] {
  const has = new Set(bought)
  return supported.filter(project => !has.has(project))
}

/**
 * add1: whole endowments above budget / n, one unit at a time, until the outcome is done or the next one costs too
 * much. Endowments between which no step of the run changes are passed over; the outcome kept is the one of the last
 * endowment before the budget is exceeded.
 */
function growEndowments(electorate: Electorate, budget: bigint, first: Outcome, isDone: IsDone): Outcome {
  const run = (endowment: bigint) => buyWithEqualShares(electorate, { numerator: endowment, denominator: 1n })
  const least = budget / BigInt(electorate.voters) + 1n
  let outcome = first
  let endowment = least
  while (!isDone(outcome)) {
    const next = run(endowment)
    if (next.cost > budget) return endowment === least ? first : run(endowment - 1n)
    if (next.horizon === null) return next
    outcome = next
    endowment += isDone(next) ? 0n : next.horizon
  }
  return outcome
}

/** What still fits, by more supporters, then lower cost, then id. */
function buyBySupport(electorate: Electorate, budget: bigint, outcome: Outcome): number[] {
  const { costs, support } = electorate
  let left = budget - outcome.cost
  return unbought(electorate, outcome)
    .sort(
      (a, b) =>
        (support[b] as number) - (support[a] as number) ||
        compareCosts(costs[a] as bigint, costs[b] as bigint) ||
        a - b,
    )
    .filter(project => {
      const cost = costs[project] as bigint
      if (cost > left) return false
      left -= cost
      return true
    })
}

function describe(
  { projects, ballots }: EqualSharesInstance,
  electorate: Electorate,
  outcome: Outcome,
  more: readonly number[],
): SharedPurchase {
  const idOf = (project: number) => projects[project]?.id as string
  const payments = outcome.bought.map((project, i) => {
    const paid = outcome.payments[i] as ReadonlyMap<number, string>
    const rows = ballots.flatMap(({ id }, b): [string, string][] => {
      const share = paid.get(electorate.classOfBallot[b] as number)
      return share === undefined ? [] : [[id, share]]
    })
    return [idOf(project), new Map(rows)] as const
  })
  const all = [...outcome.bought, ...more].sort((a, b) => a - b)
  return {
    winners: all.map(idOf),
    cost: all.reduce((sum, project) => sum + (electorate.costs[project] as bigint), 0n),
    payments: new Map(payments),
  }
}
