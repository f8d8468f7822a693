import type { Matching } from '../deferred-acceptance.ts'
import type { MatchingInstance, Priority } from '../matching-instance.ts'
import { rankPriorities } from '../rank-priorities.ts'
import type { Sha256 } from '../reading/canonical-json.ts'
import { offersGot, runMatching } from './change-instance.ts'

/** In how many of `seeds` other draws each unit would have got what it got. Null where no seed decides. */
export type SeedReport = { seeds: number; same: ReadonlyMap<string, number> } | null

/**
 * Draws again with seeds derived from the published one, at most `most` times. `mayContinue` is the caller's budget,
 * asked before each draw: it bounds how many draws are made, and the report says how many; the first n draws are the
 * same for everybody. Source: matching.md, section 7.
 */
export function reportSeedSensitivity(
  matching: Matching,
  sha: Sha256,
  { most, mayContinue }: { most: number; mayContinue: () => boolean },
): SeedReport {
  const { instance } = matching.market
  if (instance.ties?.kind !== 'seed') return null
  const now = offersGot(matching)
  const counts = new Int32Array(now.length)
  let seeds = 0
  while (seeds < most && mayContinue()) {
    const seed = sha.hex(`imarika-sensitivity-v1|${instance.ties.seed}|${seeds}`)
    const then = offersGot(runMatching(redraw(instance, seed, sha)))
    for (let u = 0; u < counts.length; u++) if (then[u] === now[u]) counts[u] = (counts[u] as number) + 1
    seeds++
  }
  return { seeds, same: new Map(instance.units.ids.map((id, u) => [id, counts[u] as number])) }
}

function redraw(instance: MatchingInstance, seed: string, sha: Sha256): MatchingInstance {
  if (instance.ties?.kind !== 'seed') throw new Error('only a seed can be drawn again')
  const copy = ({ units, scores }: Priority): Priority => ({ units: units.slice(), scores: scores?.slice() ?? null })
  const drawn: MatchingInstance = {
    ...instance,
    offers: { ...instance.offers, priorities: instance.offers.priorities.map(copy) },
    pools: instance.pools?.map(pool => ({ ...pool, priority: copy(pool.priority) })) ?? null,
    ties: { ...instance.ties, seed },
  }
  rankPriorities(drawn, sha)
  return drawn
}
