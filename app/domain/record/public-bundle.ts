import { commitInstance, type Opening, type OpenLeaf } from './commit-instance.ts'
import { digestOf, leafDigest } from './digest.ts'
import { type MatchingInstance, normalForm, type Offer, type Priority } from './matching-instance.ts'

export type MatchingResult = {
  ok: true
  kind: 'matching'
  assignment: Record<string, string | null>
  category: Record<string, string>
  reasons: Record<string, Record<string, { code: string }>>
  cutoffs: Record<string, unknown>
  inputHash: string
  resultHash: string
}

export type Commitment = { root: string; withheld: string[]; leaves: (string | OpenLeaf)[] }

/** A personal class is opened only with at least this many units in it and as many outside. */
export const SMALLEST_GROUP = 10

/**
 * What the public may see of a complete, pseudonymised instance and its result, with the leaves that prove it: of
 * each list the part down to the place the unit got; scores of the offers in that part; personal classes unless too
 * few are in one or outside. The result is cut likewise and its hashes are those of what is shown.
 */
export function makePublicBundle(input: {
  instance: MatchingInstance
  result: MatchingResult
  personalClasses: readonly string[]
  secret: string
}): { instance: MatchingInstance; result: MatchingResult; commitment: Commitment } {
  const { result, personalClasses, secret } = input
  const complete = normalForm(input.instance)
  const withheld = personalClasses.filter(name => isTooSmall(complete, name)).sort()
  const instance = cutInstance(complete, result.assignment, new Set(withheld))
  const commitment = open(commitInstance(complete, secret), complete, instance, result, withheld)
  return { instance, result: cutResult(instance, result, new Set(withheld)), commitment }
}

/** Every leaf opened, for the auditor: stands beside the complete instance. */
export function makeFullCommitment(instance: MatchingInstance, secret: string): Commitment {
  return { ...commitInstance(instance, secret), withheld: [] }
}

function isTooSmall(instance: MatchingInstance, name: string): boolean {
  const inside = instance.units.filter(unit => unit.classes?.includes(name)).length
  return inside < SMALLEST_GROUP || instance.units.length - inside < SMALLEST_GROUP
}

function cutInstance(
  complete: MatchingInstance,
  assignment: MatchingResult['assignment'],
  withheld: ReadonlySet<string>,
): MatchingInstance {
  const units = complete.units.map(unit => {
    const got = assignment[unit.id]
    const end = typeof got === 'string' ? unit.preferences.indexOf(got) + 1 : unit.preferences.length
    return {
      ...unit,
      preferences: unit.preferences.slice(0, end),
      classes: (unit.classes ?? []).filter(name => !withheld.has(name)),
    }
  })
  const shown = new Map(units.map(unit => [unit.id, new Set(unit.preferences)]))
  const cut = (priority: Priority, offers: string[]): Priority => {
    const isShown = (unit: string) => offers.some(offer => shown.get(unit)?.has(offer))
    if (Array.isArray(priority)) return priority.filter(isShown)
    return { scores: Object.fromEntries(Object.entries(priority.scores).filter(([unit]) => isShown(unit))) }
  }
  return {
    ...complete,
    units,
    offers: complete.offers.map(offer => ({ ...offer, priority: cut(offer.priority, [offer.id]) })),
    ...(complete.pools && {
      pools: complete.pools.map(pool => ({ ...pool, priority: cut(pool.priority, pool.offers) })),
    }),
  }
}

/** Opens the leaves that say what the cut instance says; the others stay as hashes. */
function open(
  opening: Opening,
  complete: MatchingInstance,
  cut: MatchingInstance,
  result: MatchingResult,
  withheld: string[],
): Commitment {
  const hidden = new Set(withheld)
  const units = new Map(cut.units.map(unit => [unit.id, unit]))
  const poolOffers = new Map((complete.pools ?? []).map(pool => [pool.id, pool.offers]))
  const lists = (unit: string, offers: string[]) => units.get(unit)?.preferences.some(offer => offers.includes(offer))
  const isShown = ([, kind, subject, third, fourth]: OpenLeaf): boolean => {
    if (kind === 'class') return !hidden.has(third as string)
    if (kind === 'priority') return lists(third as string, [subject as string]) === true
    if (kind === 'pool-priority') return lists(third as string, poolOffers.get(subject as string) ?? []) === true
    if (kind !== 'list') return true
    // The end of a list matters only where nothing was got.
    if (fourth === null) return result.assignment[subject as string] === null
    return (third as number) < (units.get(subject as string)?.preferences.length ?? 0)
  }
  return { root: opening.root, withheld, leaves: opening.leaves.map(leaf => (isShown(leaf) ? leaf : leafDigest(leaf))) }
}

function cutResult(instance: MatchingInstance, result: MatchingResult, withheld: ReadonlySet<string>): MatchingResult {
  const veiled = new Set(instance.offers.filter(offer => usesOneOf(offer, withheld)).map(offer => offer.id))
  const isVeiled = (unit: string) => veiled.has(result.assignment[unit] ?? '')
  const rest = {
    ok: true as const,
    kind: 'matching' as const,
    assignment: result.assignment,
    // Which seat a unit took tells its class.
    category: Object.fromEntries(Object.entries(result.category).filter(([unit]) => !isVeiled(unit))),
    reasons: Object.fromEntries(
      instance.units.map(({ id, preferences }) => [
        id,
        Object.fromEntries(preferences.map(offer => [offer, { code: result.reasons[id]?.[offer]?.code ?? '' }])),
      ]),
    ),
    cutoffs: Object.fromEntries(Object.entries(result.cutoffs).filter(([offer]) => !veiled.has(offer))),
  }
  return { ...rest, inputHash: digestOf(instance), resultHash: digestOf(rest) }
}

function usesOneOf({ rule }: Offer, classes: ReadonlySet<string>): boolean {
  return [...(rule?.floors ?? []), ...(rule?.shares ?? [])].some(part => classes.has(part.class))
}
