import { keyedDigest } from './digest.ts'
import type { MatchingInstance, Priority } from './matching-instance.ts'

/**
 * Replaces unit ids and group values by codes salted with the round's secret. It comes before the commitment, and the
 * engine runs on the codes: so tickets can be recomputed from what is published. `names` leads back from code to
 * name; it goes to the auditor, and to each unit its own line.
 */
export function pseudonymise(
  instance: MatchingInstance,
  secret: string,
): { instance: MatchingInstance; names: Record<string, string> } {
  const names: Record<string, string> = {}
  const code = (kind: string, value: string) => {
    const word = `${kind}-${keyedDigest(secret, ['name', kind, value]).slice(0, 16)}`
    names[word] = value
    return word
  }
  const unit = (id: string) => code('unit', id)
  const priority = (given: Priority): Priority =>
    Array.isArray(given)
      ? given.map(unit)
      : { scores: Object.fromEntries(Object.entries(given.scores).map(([id, score]) => [unit(id), score])) }
  const { units, offers, pools, ties } = instance
  const coded: MatchingInstance = {
    ...instance,
    units: units.map(each => ({
      ...each,
      id: unit(each.id),
      ...(each.groups && {
        groups: Object.fromEntries(Object.entries(each.groups).map(([key, value]) => [key, code(key, value)])),
      }),
    })),
    offers: offers.map(offer => ({ ...offer, priority: priority(offer.priority) })),
    ...(pools && { pools: pools.map(pool => ({ ...pool, priority: priority(pool.priority) })) }),
    ...(ties && 'order' in ties && { ties: { order: ties.order.map(unit) } }),
  }
  return { instance: coded, names }
}
