import type { CriterionCode } from './need.ts'

/** Percent of the score that each criterion carries; they add up to 100. Reasons: docs/ranking-scales.md. */
export const weights: Record<CriterionCode, number> = {
  topic: 25,
  kind: 20,
  audience: 15,
  place: 10,
  room: 10,
  language: 10,
  mode: 5,
  cost: 5,
}

/** The criteria, heaviest first: the order of every table that explains a score. */
export const criteria = Object.keys(weights) as CriterionCode[]
