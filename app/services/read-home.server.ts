import { listAllCommitments } from '#app/data/commitments.server.ts'
import { getActionPlan } from '#app/data/frameworks.server.ts'
import { type Counts, countsOf } from '#app/domain/commitments/counts-of.ts'
import { type MeasureTotal, measureTotals } from '#app/domain/commitments/measure-totals.ts'
import type { Db } from '#app/platform/database.server.ts'

export type PointRow = { number: number; title: string; wording: 'official' | 'working'; counts: Counts }

export type HomeFigures = {
  counts: Counts
  /** Points with at least one commitment, the most commitments first. */
  points: PointRow[]
  /** Points of the plan that no commitment on record is mapped to. */
  gaps: PointRow[]
  measures: MeasureTotal[]
}

/** Counts of commitments first, per point of the plan, then a row per measure. */
export async function readHome(db: Db): Promise<HomeFigures> {
  const [commitments, plan] = await Promise.all([listAllCommitments(db), getActionPlan(db)])
  const rows = plan.points.map(({ number, title, wording }) => ({
    number,
    title,
    wording,
    counts: countsOf(commitments.filter(({ point }) => point?.number === number)),
  }))
  return {
    counts: countsOf(commitments),
    points: rows
      .filter(({ counts }) => counts.registered > 0)
      .sort((a, b) => b.counts.registered - a.counts.registered || a.number - b.number),
    gaps: rows.filter(({ counts }) => counts.registered === 0),
    measures: measureTotals(commitments),
  }
}
