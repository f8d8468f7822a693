import { byBytes } from './byte-order.ts'
import type { Ties } from './instance.ts'
import { Refused } from './read-fields.ts'
import { sha256Hex } from './sha256.ts'

/** The ticket of a unit or request: SHA-256 of `imarika-ticket-v1|round|seed|scope|id`. */
export function ticketOf(ties: { seed: string; round: string }, scope: string, id: string): string {
  return sha256Hex(`imarika-ticket-v1|${ties.round}|${ties.seed}|${scope}|${id}`)
}

/**
 * Orders ids with equal scores: by the given order, or by ticket and then id. `scope` is the offer's or pool's id,
 * `*` in funding; it counts only where the instance asks for tickets per offer.
 */
export function tieOrder(ties: Ties | undefined): (scope: string) => (a: string, b: string) => number {
  if (ties === undefined) {
    return scope => () => {
      throw new Refused('NON_TOTAL_PRIORITY', scope)
    }
  }
  if ('order' in ties) {
    const places = new Map(ties.order.map((id, place) => [id, place]))
    return scope => (a, b) => {
      const [first, second] = [places.get(a), places.get(b)]
      if (first === undefined || second === undefined) throw new Refused('NON_TOTAL_PRIORITY', scope)
      return first - second
    }
  }
  const everywhere = new Map<string, string>()
  return scope => {
    const word = ties.scope === 'offer' ? scope : '*'
    const known = word === '*' ? everywhere : new Map<string, string>()
    const ticket = (id: string) => {
      const found = known.get(id) ?? ticketOf(ties, word, id)
      known.set(id, found)
      return found
    }
    return (a, b) => {
      const [first, second] = [ticket(a), ticket(b)]
      if (first === second) return byBytes(a, b)
      return first < second ? -1 : 1
    }
  }
}
