import type { Sha256 } from './reading/canonical-json.ts'
import { compareTickets, type Ties, ticket } from './reading/ties.ts'

/** Tells units with equal scores apart. Units are numbers; `owner` is the id of the offer or pool whose scores tie. */
export type TieBreaker = {
  /** False where a given order lacks the unit. */
  knows(unit: number): boolean
  /** Whether `a` goes before `b`. */
  wins(owner: string, a: number, b: number): boolean
  sort(owner: string, members: Int32Array): void
}

/** Source: docs/allocation-instance.md, "Ties" and rule 20. */
export function makeTieBreaker(ties: Ties, ids: readonly string[], sha: Sha256): TieBreaker {
  if (ties.kind === 'order') {
    const listed = new Map(ties.order.map((id, i) => [id, i]))
    return byPlace(() => Int32Array.from(ids, id => listed.get(id) ?? -1))
  }
  const draw = (scope: string, unit: number) => {
    const id = ids[unit] as string
    const drawn = ticket(sha, ties, scope, id)
    // Twelve digits as a number tell nearly all tickets apart, at a fraction of the cost of comparing texts.
    return { unit, id, ticket: drawn, lead: Number.parseInt(drawn.slice(0, 12), 16) }
  }
  const drawn = (scope: string, units: Iterable<number>) =>
    Array.from(units, unit => draw(scope, unit))
      .sort((a, b) => a.lead - b.lead || compareTickets(a, b))
      .map(({ unit }) => unit)
  if (ties.scope === '*') return byPlace(() => invert(drawn('*', ids.keys())))
  return {
    knows: () => true,
    wins: (owner, a, b) => compareTickets(draw(owner, a), draw(owner, b)) < 0,
    sort: (owner, members) => members.set(drawn(owner, members)),
  }
}

/** One place for each unit, whatever the owner; found when first asked for. */
function byPlace(find: () => Int32Array): TieBreaker {
  let found: Int32Array | null = null
  const placeOf = (unit: number) => {
    found ??= find()
    return found[unit] as number
  }
  return {
    knows: unit => placeOf(unit) !== -1,
    wins: (_, a, b) => placeOf(a) < placeOf(b),
    sort: (_, members) => {
      members.sort((a, b) => placeOf(a) - placeOf(b))
    },
  }
}

function invert(order: readonly number[]): Int32Array {
  const places = new Int32Array(order.length)
  for (const [place, unit] of order.entries()) places[unit] = place
  return places
}
