import { groupOf } from '../check-guarantees.ts'
import { plainRule } from '../choice/rule.ts'
import type { Matching } from '../deferred-acceptance.ts'
import type { Units } from '../matching-instance.ts'

/** The most units for which the price of a rule is computed. Source: matching.md, 4.4 (F3), and issue "allocation core". */
export const largestPriced = 1_000

/**
 * "Most total score" as an integer programme in CPLEX LP text, beside the score that the rule reached. It bounds from
 * above and decides nothing: capacities, pools and caps hold, and floors are met as far as the result meets them.
 */
export type PriceModel = { score: bigint; text: string }

/** Null where some offer gives no scores, or there are too many units. */
export function writePriceModel(matching: Matching): PriceModel | null {
  const { market, edgeOf } = matching
  const { units, offers, pools } = market.instance
  if (units.ids.length > largestPriced || offers.priorities.some(({ scores }) => scores === null)) return null
  const edges = Array.from(market.edgeAt.subarray(0, market.start[offers.ids.length]))
  const positionOf = (edge: number) => market.positionOf[edge] as number
  const scoreOf = (edge: number) => market.scoreAt[positionOf(edge)] as number
  const sum = (list: readonly number[]) => list.map(edge => `x${edge}`).join(' + ')
  const limits: string[] = []
  const limit = (list: readonly number[], sign: '<=' | '>=', bound: number) => {
    if (list.length > 0) limits.push(`${sum(list)} ${sign} ${bound}`)
  }
  const unitOf = (edge: number) => market.unitOfEdge[edge] as number
  for (const list of groupBy(edges, unitOf).values()) limit(list, '<=', 1)
  const byOffer = groupBy(edges, edge => units.offer[edge] as number)
  for (const [o, list] of byOffer) {
    limit(list, '<=', offers.capacity[o] as number)
    const { caps, floors } = offers.rules[o] ?? plainRule
    for (const { key, max } of caps) {
      for (const [group, members] of groupBy(list, edge => groupOf(units, unitOf(edge), key))) {
        if (group !== null) limit(members, '<=', max)
      }
    }
    for (const floor of floors) {
      const members = list.filter(edge => holdsClass(units, unitOf(edge), floor.class))
      const reached = members.filter(edge => edgeOf[unitOf(edge)] === edge).length
      limit(members, '>=', Math.min(reached, floor.seats))
    }
  }
  for (const pool of pools ?? [])
    limit(
      pool.offers.flatMap(o => byOffer.get(o) ?? []),
      '<=',
      pool.capacity,
    )
  const held = edges.filter(edge => edgeOf[unitOf(edge)] === edge)
  const score = held.reduce((total, edge) => total + BigInt(scoreOf(edge)), 0n)
  const objective = edges.map(edge => `${scoreOf(edge)} x${edge}`).join(' + ')
  const names = edges.map(edge => `x${edge}`).join(' ')
  return { score, text: `Maximize\n obj: ${objective}\nSubject To\n ${limits.join('\n ')}\nBinary\n ${names}\nEnd\n` }
}

/** The same for money: most total score of the requests whose least fits the budget. */
export function writeFundingPriceModel(
  budget: bigint,
  requests: readonly { id: string; least: bigint; score: number }[],
  isFunded: (id: string) => boolean,
): PriceModel | null {
  if (requests.length > largestPriced || requests.length === 0) return null
  const score = requests.reduce((sum, request) => sum + (isFunded(request.id) ? BigInt(request.score) : 0n), 0n)
  const objective = requests.map((request, i) => `${request.score} x${i}`).join(' + ')
  const cost = requests.map((request, i) => `${request.least} x${i}`).join(' + ')
  const names = requests.map((_, i) => `x${i}`).join(' ')
  return { score, text: `Maximize\n obj: ${objective}\nSubject To\n ${cost} <= ${budget}\nBinary\n ${names}\nEnd\n` }
}

const holdsClass = (units: Units, unit: number, name: string) =>
  (units.classSets[units.classSet[unit] as number] as readonly string[]).includes(name)

function groupBy<K>(edges: readonly number[], keyOf: (edge: number) => K): Map<K, number[]> {
  const groups = new Map<K, number[]>()
  for (const edge of edges) {
    const key = keyOf(edge)
    const group = groups.get(key)
    if (group) group.push(edge)
    else groups.set(key, [edge])
  }
  return groups
}
