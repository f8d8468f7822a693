import type { Matching } from '../deferred-acceptance.ts'

/** Smaller counts are not printed: they could be persons. Source: matching.md, section 6, privacy. */
export const smallestCell = 5

/** Null: withheld, because the count or what it leaves of the whole is below `smallestCell`. */
export type EquityRow = { class: string; units: number | null; assigned: number | null }
export type EquityReport = { units: number | null; assigned: number | null; classes: readonly EquityRow[] }

/** How many units of each class asked for something and how many got an offer. */
export function reportEquity({ market, edgeOf }: Matching): EquityReport {
  const { ids, classSet, classSets } = market.instance.units
  const count = (isCounted: (u: number) => boolean) => ids.filter((_, u) => isCounted(u)).length
  const isAssigned = (u: number) => edgeOf[u] !== -1
  const all = ids.length
  const assigned = count(isAssigned)
  const names = [...new Set(classSets.flat())].sort()
  const classes = names.map((name): EquityRow => {
    const isIn = (u: number) => (classSets[classSet[u] as number] as readonly string[]).includes(name)
    const units = withhold(count(isIn), all)
    if (units === null) return { class: name, units, assigned: null }
    const got = count(u => isIn(u) && isAssigned(u))
    // Neither the class nor the rest may show how few got, or did not get, an offer.
    const isOpen = withhold(got, units) !== null && withhold(assigned - got, all - units) !== null
    return { class: name, units, assigned: isOpen ? got : null }
  })
  const total = all < smallestCell ? null : all
  return { units: total, assigned: total === null ? null : withhold(assigned, all), classes }
}

function withhold(count: number, whole: number): number | null {
  return count < smallestCell || whole - count < smallestCell ? null : count
}
