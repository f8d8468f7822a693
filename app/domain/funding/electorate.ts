import type { EqualSharesInstance } from './equal-shares-instance.ts'

/** An instance of equal shares in numbers: projects by id, voters with the same approvals taken together. */
export type Electorate = {
  costs: readonly bigint[]
  utilities: readonly bigint[]
  /** Voters of each class. */
  counts: readonly number[]
  /** The class that each ballot belongs to. */
  classOfBallot: readonly number[]
  /** Classes that approve each project. */
  supporters: readonly (readonly number[])[]
  /** Voters who approve each project. */
  support: readonly number[]
  /** Projects with a supporter; no other is ever bought. */
  supported: readonly number[]
  voters: number
  /** Place of a project where prices are equal: lower cost, then more supporters, then id. */
  rank(project: number): number
}

export function gatherElectorate({ projects, ballots, utility }: EqualSharesInstance): Electorate {
  const numberOf = new Map(projects.map(({ id }, i) => [id, i]))
  const classes = new Map<string, number>()
  const counts: number[] = []
  const supporters: number[][] = projects.map(() => [])
  const classOfBallot = ballots.map(({ approves, count }) => {
    const key = approves.join('|')
    const known = classes.get(key)
    if (known !== undefined) {
      counts[known] = (counts[known] as number) + count
      return known
    }
    const fresh = counts.push(count) - 1
    classes.set(key, fresh)
    for (const id of approves) (supporters[numberOf.get(id) as number] as number[]).push(fresh)
    return fresh
  })
  const support = supporters.map(list => list.reduce((sum, voters) => sum + (counts[voters] as number), 0))
  const costs = projects.map(({ cost }) => cost)
  const all = projects.map((_, i) => i)
  const order = [...all].sort(
    (a, b) =>
      compareCosts(costs[a] as bigint, costs[b] as bigint) || (support[b] as number) - (support[a] as number) || a - b,
  )
  const ranks: number[] = []
  for (const [rank, project] of order.entries()) ranks[project] = rank
  return {
    costs,
    utilities: utility === 'cost' ? costs : costs.map(() => 1n),
    counts,
    classOfBallot,
    supporters,
    support,
    supported: all.filter(project => (supporters[project] as number[]).length > 0),
    voters: counts.reduce((sum, count) => sum + count, 0),
    rank: project => ranks[project] as number,
  }
}

export const compareCosts = (a: bigint, b: bigint) => (a < b ? -1 : a > b ? 1 : 0)
