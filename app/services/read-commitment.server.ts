import { findCommitment, listAllCommitments } from '#app/data/commitments.server.ts'
import { listCountries } from '#app/data/countries.server.ts'
import { getActionPlan } from '#app/data/frameworks.server.ts'
import type { Commitment } from '#app/domain/commitments/commitment.ts'
import type { Db } from '#app/platform/database.server.ts'

/** What a page says of another commitment: enough to name it and show its figures. */
export type Related = Pick<Commitment, 'ref' | 'title' | 'target' | 'deliveries'>

/** A commitment with those it is tied to; null where none has this ref. */
export async function readCommitment(db: Db, ref: string) {
  const commitment = await findCommitment(db, ref)
  if (commitment === null) return null
  const [all, plan, countries] = await Promise.all([listAllCommitments(db), getActionPlan(db), listCountries(db)])
  const byRef = new Map(all.map(other => [other.ref, other]))
  const related = (refs: readonly string[]) => refs.map(other => byRef.get(other)).filter(other => other !== undefined)
  const revised = new Set(commitment.revisions.flatMap(({ before, after }) => [before.text, after.text]))
  return {
    commitment,
    whole: related(commitment.wholeRef === null ? [] : [commitment.wholeRef])[0] ?? null,
    parts: related(commitment.partRefs),
    overlaps: related(commitment.overlapRefs),
    point: plan.points.find(({ number }) => number === commitment.point?.number) ?? null,
    countries: countries.filter(({ iso2 }) => commitment.countries.includes(iso2)),
    /** Those that a change names, whether or not they are still in the promise. */
    revisedCountries: countries.filter(({ iso2 }) => revised.has(iso2)),
  }
}
