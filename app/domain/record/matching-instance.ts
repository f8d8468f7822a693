/** A matching instance as the contract lets people write it: docs/allocation-instance.md. */
export type Priority = string[] | { scores: Record<string, number> }
export type Rule = {
  mode?: string
  floors?: { id: string; class: string; seats: number }[]
  caps?: { key: string; max: number }[]
  shares?: { class: string; percent: number }[]
  unfilled?: string
  counting?: string
}
export type Unit = {
  id: string
  preferences: string[]
  classes?: string[]
  groups?: Record<string, string>
  size?: number
}
export type Offer = { id: string; capacity: number; priority: Priority; rule?: Rule }
export type Pool = { id: string; offers: string[]; capacity: number; priority: Priority }
export type Ties = { order: string[] } | { seed: string; round: string; scope: string }
export type MatchingInstance = { kind: 'matching'; units: Unit[]; offers: Offer[]; pools?: Pool[]; ties?: Ties }

/** Rule 11 for a matching: defaults filled in, and what has no order sorted by bytes. */
export function normalForm(instance: MatchingInstance): MatchingInstance {
  const { units, offers, pools, ties } = instance
  return {
    kind: 'matching',
    units: units.map(fillUnit).sort(byId),
    offers: offers.map(({ rule, ...offer }) => ({ ...offer, ...(rule && { rule: fillRule(rule) }) })).sort(byId),
    ...(pools && { pools: pools.map(pool => ({ ...pool, offers: [...pool.offers].sort(byCodePoints) })).sort(byId) }),
    ...(ties && { ties }),
  }
}

function fillUnit({ id, preferences, classes = [], groups = {}, size = 1 }: Unit): Unit {
  return { id, preferences, classes: [...classes].sort(byCodePoints), groups, size }
}

function fillRule(rule: Rule): Rule {
  const {
    mode = 'min-guarantee',
    floors = [],
    caps = [],
    shares = [],
    unfilled = 'revert',
    counting = 'one-to-one',
  } = rule
  return { mode, floors, caps: [...caps].sort((a, b) => byCodePoints(a.key, b.key)), shares, unfilled, counting }
}

const byId = (a: { id: string }, b: { id: string }) => byCodePoints(a.id, b.id)

/** Code points and UTF-8 bytes order alike. */
function byCodePoints(a: string, b: string): number {
  const [x, y] = [[...a], [...b]]
  const at = x.findIndex((letter, i) => letter !== y[i])
  if (at < 0) return x.length - y.length
  return (x[at]?.codePointAt(0) ?? 0) - (y[at]?.codePointAt(0) ?? -1)
}
