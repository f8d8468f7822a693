import { listAllCommitments } from '#app/data/commitments.server.ts'
import { getActionPlan } from '#app/data/frameworks.server.ts'
import { countsOf } from '#app/domain/commitments/counts-of.ts'
import { measureTotals } from '#app/domain/commitments/measure-totals.ts'
import type { Db } from '#app/platform/database.server.ts'

/** A point of the Action Plan with the commitments mapped to it; null where the plan has no such point. */
export async function readPoint(db: Db, number: number) {
  const [all, plan] = await Promise.all([listAllCommitments(db), getActionPlan(db)])
  const point = plan.points.find(candidate => candidate.number === number)
  if (point === undefined) return null
  const commitments = all.filter(commitment => commitment.point?.number === number)
  return { point, commitments, counts: countsOf(commitments), totals: measureTotals(commitments) }
}
