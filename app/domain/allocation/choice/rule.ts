/** How one offer chooses. Source: docs/allocation-instance.md, rule 6. */
export type Floor = { id: string; class: string; seats: number }
export type Cap = { key: string; max: number }
export type Share = { class: string; percent: number }

export const ruleModes = ['min-guarantee', 'over-and-above', 'meritorious', 'prefix-share'] as const
export type RuleMode = (typeof ruleModes)[number]

export type Rule = {
  mode: RuleMode
  /** In the published order. */
  floors: readonly Floor[]
  caps: readonly Cap[]
  shares: readonly Share[]
  unfilled: 'revert' | 'leave'
  counting: 'one-to-one' | 'one-to-many'
}

export const plainRule: Rule = {
  mode: 'min-guarantee',
  floors: [],
  caps: [],
  shares: [],
  unfilled: 'revert',
  counting: 'one-to-one',
}

/** Seats set aside by all floors together. */
export function floorSeats(rule: Rule): number {
  return rule.floors.reduce((sum, floor) => sum + floor.seats, 0)
}
