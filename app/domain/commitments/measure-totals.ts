import { addQuantities } from '../numbers/add-quantities.ts'
import type { Commitment } from './commitment.ts'
import { reportedHere, runningTotal } from './is-counted.ts'
import { type Quantities, quantities } from './quantities.ts'

/** One row per measure: nothing is ever added across measures, currencies, or totals and yearly rates. */
export type MeasureTotal = Quantities & {
  nature: 'stock' | 'rate'
  /** The commitments whose targets were added, by ref. */
  counted: string[]
  /** Parts whose whole, also in this list and measure, carries the target: shown, not added. */
  partsNotAdded: string[]
  /** Pairs in `counted` that overlap without one containing the other: the total may hold the same twice. */
  overlaps: [string, string][]
}

/**
 * Totals of the listed commitments, one per measure, ordered by measure code; the order of the list changes nothing.
 * A target counts unless the commitment is a part of one in the list that has a target in the same measure. A report
 * counts once and rolls up from part to whole in the same measure; the running total that an imported whole states
 * already holds its parts and what was reported here, so the larger of the two speaks. Source: design, how figures are made (a) to (f), (h).
 */
export function measureTotals(commitments: readonly Commitment[]): MeasureTotal[] {
  const byRef = new Map(commitments.map(commitment => [commitment.ref, commitment]))
  const ordered = [...byRef.values()].sort((a, b) => (a.ref < b.ref ? -1 : 1))
  const totals = new Map<string, MeasureTotal>()
  for (const commitment of ordered) {
    const { target } = commitment
    if (target === null) continue
    const total = totals.get(target.measure) ?? emptyTotal(target.measure, target.nature)
    totals.set(target.measure, total)
    if (wholeInMeasure(commitment, byRef) !== null) {
      total.partsNotAdded.push(commitment.ref)
      continue
    }
    const sum = rolledUp(commitment, ordered, byRef)
    total.counted.push(commitment.ref)
    total.promised = addQuantities(total.promised, target.value)
    addDelivered(total, sum)
  }
  for (const total of totals.values()) total.overlaps = overlapsWithin(total.counted, byRef)
  return [...totals.values()].sort((a, b) => (a.measure < b.measure ? -1 : 1))
}

function emptyTotal(measure: string, nature: 'stock' | 'rate'): MeasureTotal {
  const zero = { promised: 0, reported: 0, confirmed: 0, verified: 0 }
  return { measure, nature, ...zero, counted: [], partsNotAdded: [], overlaps: [] }
}

/** The nearest whole above a part, in the list, that has a target in the part's own measure. */
function wholeInMeasure(part: Commitment, byRef: Map<string, Commitment>): Commitment | null {
  const seen = new Set([part.ref])
  let above = part.wholeRef === null ? undefined : byRef.get(part.wholeRef)
  while (above !== undefined && !seen.has(above.ref)) {
    if (above.target !== null && above.target.measure === part.target?.measure) return above
    seen.add(above.ref)
    above = above.wholeRef === null ? undefined : byRef.get(above.wholeRef)
  }
  return null
}

type Delivered = Pick<Quantities, 'reported' | 'confirmed' | 'verified'>

function rolledUp(whole: Commitment, all: Commitment[], byRef: Map<string, Commitment>): Delivered {
  const own = quantities(whole) ?? { confirmed: 0, verified: 0 }
  const acts = { reported: reportedHere(whole), confirmed: own.confirmed, verified: own.verified }
  for (const part of all) {
    if (part.target === null || wholeInMeasure(part, byRef)?.ref !== whole.ref) continue
    addDelivered(acts, rolledUp(part, all, byRef))
  }
  return { ...acts, reported: Math.max(runningTotal(whole), acts.reported) }
}

function addDelivered(total: Delivered, more: Delivered): void {
  total.reported = addQuantities(total.reported, more.reported)
  total.confirmed = addQuantities(total.confirmed, more.confirmed)
  total.verified = addQuantities(total.verified, more.verified)
}

function overlapsWithin(counted: string[], byRef: Map<string, Commitment>): [string, string][] {
  const refs = new Set(counted)
  return counted.flatMap(ref =>
    [...(byRef.get(ref)?.overlapRefs ?? [])]
      .filter(other => refs.has(other) && ref < other)
      .sort()
      .map((other): [string, string] => [ref, other]),
  )
}
