import type { CanonicalValue } from '../allocation/reading/canonical-json.ts'
import { invalid } from '../allocation/reading/refusal.ts'
import type { StrictReader } from '../allocation/reading/strict-reader.ts'
import { compareUtf8 } from '../allocation/reading/utf8-order.ts'

export type Project = { id: string; cost: bigint }
/** `count` voters who approve the same projects. */
export type Ballot = { id: string; approves: readonly string[]; count: number }

export const completions = ['none', 'add1', 'add1-exhaustive', 'utilitarian'] as const
export type Completion = (typeof completions)[number]

export type EqualSharesInstance = {
  kind: 'equal-shares'
  budget: bigint
  projects: readonly Project[]
  ballots: readonly Ballot[]
  utility: 'cost' | 'cardinality'
  completion: Completion
}

/** Rules 1 to 3, 14, 15 and 19 of docs/allocation-instance.md; projects and ballots come out sorted by id. */
export function readEqualShares(reader: StrictReader, value: unknown): EqualSharesInstance {
  const raw = reader.object(value, 'instance', ['kind', 'budget', 'projects', 'ballots'], ['utility', 'completion'])
  const has = (key: string) => Object.hasOwn(raw, key)
  const projects = reader.list(raw.projects, 'projects').map(item => {
    const project = reader.object(item, 'projects', ['id', 'cost'])
    return {
      id: reader.name(project.id, 'projects.id'),
      cost: reader.money(project.cost, 'projects.cost', 1n),
    }
  })
  const defined = new Set(projects.map(project => project.id))
  if (defined.size !== projects.length) invalid('projects', 'used-twice')
  const ballots = reader.list(raw.ballots, 'ballots').map(item => readBallot(reader, item, defined))
  if (new Set(ballots.map(ballot => ballot.id)).size !== ballots.length) invalid('ballots', 'used-twice')
  return {
    kind: 'equal-shares',
    budget: reader.money(raw.budget, 'budget'),
    projects: projects.sort((a, b) => compareUtf8(a.id, b.id)),
    ballots: ballots.sort((a, b) => compareUtf8(a.id, b.id)),
    utility: has('utility') ? reader.oneOf(raw.utility, ['cost', 'cardinality'], 'utility') : 'cost',
    completion: has('completion') ? reader.oneOf(raw.completion, completions, 'completion') : 'none',
  }
}

function readBallot(reader: StrictReader, value: unknown, defined: ReadonlySet<string>): Ballot {
  const raw = reader.object(value, 'ballots', ['id', 'approves'], ['count'])
  const approves = [...reader.names(raw.approves, 'ballots.approves')].sort(compareUtf8)
  if (!approves.every(id => defined.has(id))) invalid('ballots.approves', 'not-defined')
  const count = Object.hasOwn(raw, 'count') ? reader.count(raw.count, 'ballots.count', 1) : 1
  return { id: reader.name(raw.id, 'ballots.id'), approves, count }
}

/** With defaults filled in, money as strings, sorted where order does not matter. Source: rule 11. */
export function equalSharesValue({ kind, budget, projects, ballots, utility, completion }: EqualSharesInstance) {
  const value: CanonicalValue = {
    kind,
    budget: budget.toString(),
    projects: projects.map(({ id, cost }) => ({ id, cost: cost.toString() })),
    ballots,
    utility,
    completion,
  }
  return value
}
