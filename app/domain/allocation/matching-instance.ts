import type { Rule } from './choice/rule.ts'
import type { Ties } from './reading/ties.ts'
import type { TieBreaker } from './tie-breaker.ts'

/**
 * A matching instance in columns. Units and offers are numbered by id, ascending, so nothing depends on the order in
 * which they stood in the file.
 */
export type MatchingInstance = {
  kind: 'matching'
  units: Units
  offers: Offers
  pools: readonly Pool[] | null
  ties: Ties | null
  /** Set with the ranking of the priorities. */
  tieBreaker: TieBreaker | null
}

export type Units = {
  ids: readonly string[]
  indexOf: ReadonlyMap<string, number>
  /** Preferences of unit u: `offer[start[u]]` to `offer[start[u + 1] - 1]`. An index into `offer` is an edge. */
  start: Int32Array
  offer: Int32Array
  classSet: Int32Array
  /** Each set of classes that occurs, sorted. */
  classSets: readonly (readonly string[])[]
  groups: readonly (Groups | null)[]
}

/** The group of a unit under each key: `values[i]` under `keys[i]`. */
export type Groups = { keys: readonly string[]; values: readonly string[] }

/** Who is named by one offer or pool, best first once ranked. `scores` is null where the priority is a list. */
export type Priority = {
  units: Int32Array
  scores: Int32Array | null
}

export type Offers = {
  ids: readonly string[]
  indexOf: ReadonlyMap<string, number>
  capacity: Int32Array
  /** Null where the instance gives none: plain capacity. */
  rules: readonly (Rule | null)[]
  priorities: readonly Priority[]
  /** The offer's place in `pools`, or -1. */
  poolOf: Int32Array
}

export type Pool = {
  id: string
  offers: readonly number[]
  capacity: number
  priority: Priority
}
