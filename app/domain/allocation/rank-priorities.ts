import type { MatchingInstance, Priority, Units } from './matching-instance.ts'
import type { Sha256 } from './reading/canonical-json.ts'
import { refuse } from './reading/refusal.ts'
import { largestCount } from './reading/strict-reader.ts'
import { compareTickets, type Ties, ticket } from './reading/ties.ts'

/**
 * Puts every priority of an instance in its strict order, best first: score descending, then the tie rule. Refuses
 * NON_TOTAL_PRIORITY where two scores are equal and the tie rule does not know both units.
 * Source: docs/allocation-instance.md, "Ties" and rule 20.
 */
export function rankPriorities(instance: MatchingInstance, sha: Sha256): void {
  const { units, offers, pools, ties } = instance
  const owners = [
    ...offers.ids.map((id, o) => ({ id, priority: offers.priorities[o] as Priority })),
    ...(pools ?? []).map(({ id, priority }) => ({ id, priority })),
  ]
  const inTie = new Uint8Array(units.ids.length)
  const tied: { id: string; priority: Priority; runs: Run[] }[] = []
  for (const { id, priority } of owners) {
    const runs = sortByScore(priority)
    if (runs.length === 0) continue
    if (ties === null) refuse('NON_TOTAL_PRIORITY', { owner: id, unit: unitId(units, priority, runs) })
    for (const run of runs) for (let i = run.from; i < run.to; i++) inTie[priority.units[i] as number] = 1
    tied.push({ id, priority, runs })
  }
  if (tied.length === 0 || ties === null) return
  const placeFor = tieBreaker(ties, units, inTie, sha)
  for (const { id, priority, runs } of tied) {
    for (const run of runs) breakTie(priority.units.subarray(run.from, run.to), placeFor(id, run, priority))
  }
}

/** A stretch of equal scores: places `from` to `to - 1`. */
type Run = { from: number; to: number }

const unitId = (units: Units, priority: Priority, runs: readonly Run[]) =>
  units.ids[priority.units[runs[0]?.from ?? 0] as number] as string

function sortByScore(priority: Priority): Run[] {
  const { units, scores } = priority
  if (scores === null) return []
  const width = units.length
  // One whole number per entry, (largest - score, unit): below 2^53 as long as a unit's number is below 2^23.
  const span = 2 ** 23
  const keys = new Float64Array(width)
  for (let i = 0; i < width; i++) keys[i] = (largestCount - (scores[i] as number)) * span + (units[i] as number)
  keys.sort()
  const runs: Run[] = []
  let from = 0
  for (let i = 0; i < width; i++) {
    const key = keys[i] as number
    const unit = key % span
    units[i] = unit
    scores[i] = largestCount - (key - unit) / span
    if (scores[i] !== scores[from]) from = i
    else if (i === from + 1) runs.push({ from, to: i + 1 })
    else if (i > from) (runs[runs.length - 1] as Run).to = i + 1
  }
  return runs
}

type PlaceOf = (unit: number) => number

function tieBreaker(ties: Ties, units: Units, inTie: Uint8Array, sha: Sha256) {
  if (ties.kind === 'order') {
    const place = new Int32Array(units.ids.length).fill(-1)
    for (const [i, id] of ties.order.entries()) place[units.indexOf.get(id) as number] = i
    return (owner: string, run: Run, priority: Priority): PlaceOf => {
      for (let i = run.from; i < run.to; i++) {
        const unit = priority.units[i] as number
        if (place[unit] === -1) refuse('NON_TOTAL_PRIORITY', { owner, unit: units.ids[unit] as string })
      }
      return unit => place[unit] as number
    }
  }
  const places = (scope: string, members: readonly number[]) => ticketPlaces(ties, scope, members, units, sha)
  if (ties.scope === '*') {
    const members: number[] = []
    for (let unit = 0; unit < inTie.length; unit++) if (inTie[unit] === 1) members.push(unit)
    const sorted = places('*', members)
    const place = new Int32Array(units.ids.length)
    for (const [i, unit] of sorted.entries()) place[unit] = i
    return (): PlaceOf => unit => place[unit] as number
  }
  return (owner: string, run: Run, priority: Priority): PlaceOf => {
    const sorted = places(owner, [...priority.units.subarray(run.from, run.to)])
    const place = new Map(sorted.map((unit, i) => [unit, i]))
    return unit => place.get(unit) as number
  }
}

function ticketPlaces(
  ties: { seed: string; round: string },
  scope: string,
  members: readonly number[],
  units: Units,
  sha: Sha256,
): number[] {
  return members
    .map(unit => {
      const id = units.ids[unit] as string
      return { unit, id, ticket: ticket(sha, ties, scope, id) }
    })
    .sort(compareTickets)
    .map(({ unit }) => unit)
}

function breakTie(run: Int32Array, placeOf: PlaceOf): void {
  run.sort((a, b) => placeOf(a) - placeOf(b))
}
