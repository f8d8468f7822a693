import type { CanonicalValue, Sha256 } from './canonical-json.ts'
import { invalid } from './refusal.ts'
import type { StrictReader } from './strict-reader.ts'
import { compareUtf8 } from './utf8-order.ts'

/** How equal scores are told apart. Source: docs/allocation-instance.md, "Ties". */
export type Ties =
  | { kind: 'order'; order: readonly string[] }
  | { kind: 'seed'; seed: string; round: string; scope: '*' | 'offer' }

export function readTies(reader: StrictReader, value: unknown, isDefined: (id: string) => boolean): Ties {
  if (reader.members(value, 'ties').keys.includes('order')) {
    const { order } = reader.object(value, 'ties', ['order'])
    const ids = reader.names(order, 'ties.order')
    if (!ids.every(isDefined)) invalid('ties.order', 'not-defined')
    return { kind: 'order', order: ids }
  }
  const { seed, round, scope } = reader.object(value, 'ties', ['seed', 'round', 'scope'])
  if (typeof seed !== 'string' || !/^[0-9a-f]{64}$/.test(seed)) invalid('ties.seed', 'not-a-seed')
  return {
    kind: 'seed',
    seed,
    round: reader.name(round, 'ties.round'),
    scope: reader.oneOf(scope, ['*', 'offer'], 'ties.scope'),
  }
}

export function tiesValue(ties: Ties): CanonicalValue {
  if (ties.kind === 'order') return { order: ties.order }
  return { seed: ties.seed, round: ties.round, scope: ties.scope }
}

/** The lottery ticket of a unit or request: the smaller one goes first. */
export function ticket(sha: Sha256, ties: { seed: string; round: string }, scope: string, id: string): string {
  return sha.hex(`imarika-ticket-v1|${ties.round}|${ties.seed}|${scope}|${id}`)
}

/** Tickets ascending, equal ones by id. */
export function compareTickets(a: { ticket: string; id: string }, b: { ticket: string; id: string }): number {
  if (a.ticket !== b.ticket) return a.ticket < b.ticket ? -1 : 1
  return compareUtf8(a.id, b.id)
}
