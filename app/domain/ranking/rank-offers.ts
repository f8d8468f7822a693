import { decideEligibility } from '../eligibility/decide-eligibility.ts'
import { failingRules, isNearMiss } from '../eligibility/failing-rules.ts'
import type { ApplicantFacts, RuleResult, Verdict } from '../eligibility/rule.ts'
import { type Change, whatWouldChange } from '../eligibility/what-would-change.ts'
import type { Offer } from '../offers/offer.ts'
import { compareRanked } from './compare-ranked.ts'
import { type Gain, gainsOf } from './gains.ts'
import type { Contribution, Need } from './need.ts'
import { scoreOffer } from './score-offer.ts'
import { type TopicTree, topicTree } from './topic-tree.ts'

/** An offer, and the codes of the regions and groups of the applicant's country on its reference date, narrow first. */
export type Candidate = { offer: Offer; places: readonly string[] }

export type RankedOffer = {
  offer: Offer
  verdict: Verdict
  /** The rules that fail, at most three. */
  failing: RuleResult[]
  /** What would change the verdict, one line for each rule that failed or is unknown. */
  changes: Change[]
  /** 0 to 1,000; the contributions add up to it exactly. */
  score: number
  contributions: Contribution[]
  /** What stating a missing fact would add at most. */
  gains: Gain[]
  /** Points ahead of the next one of the same list; null for the last. */
  gapToNext: number | null
}

/** Every offer that is not closed stands in exactly one list, each in the order of `compareRanked`. */
export type Ranking = {
  /** Open, and eligible or in need of a check: ranked together by points, each with its verdict. */
  ranked: RankedOffer[]
  /** Open, and exactly one rule fails. */
  nearMisses: RankedOffer[]
  /** Open, and two or more rules fail. */
  notEligible: RankedOffer[]
  /** Announced, not yet open. */
  forecast: RankedOffer[]
  /** The source gives no window: never ranked as open, whatever the rules say. */
  unknownWindow: RankedOffer[]
}

/**
 * Sorts offers for one applicant: first by what the rules say, then by points on fixed scales. Fit orders lists for
 * readers and decides nothing. Closed offers are left out. The order of the input plays no part.
 * Source: docs/eligibility-rules.md, docs/ranking-scales.md.
 */
export function rankOffers(input: {
  candidates: readonly Candidate[]
  facts: ApplicantFacts
  need: Need
  topics: readonly { code: string; parent: string | null }[]
}): Ranking {
  const { facts, need } = input
  const tree = topicTree(input.topics)
  const judged = input.candidates
    .filter(({ offer }) => offer.window !== 'closed')
    .map(candidate => judge(candidate, facts, need, tree))
    .sort(compareRanked)
  const lists: Ranking = { ranked: [], nearMisses: [], notEligible: [], forecast: [], unknownWindow: [] }
  for (const entry of judged) {
    const list = lists[listOf(entry)]
    const last = list.at(-1)
    if (last !== undefined) last.gapToNext = last.score - entry.score
    list.push(entry)
  }
  return lists
}

function judge({ offer, places }: Candidate, facts: ApplicantFacts, need: Need, tree: TopicTree): RankedOffer {
  const verdict = decideEligibility(offer.rules, facts, places)
  const { score, contributions } = scoreOffer({ offer, results: verdict.results, facts, need, tree })
  return {
    offer,
    verdict,
    failing: failingRules(verdict),
    changes: whatWouldChange(verdict.results),
    score,
    contributions,
    gains: gainsOf(contributions),
    gapToNext: null,
  }
}

function listOf({ offer, verdict }: RankedOffer): keyof Ranking {
  if (offer.window === 'forecast') return 'forecast'
  if (offer.window !== 'open') return 'unknownWindow'
  if (verdict.verdict !== 'not_eligible') return 'ranked'
  return isNearMiss(verdict) ? 'nearMisses' : 'notEligible'
}
