import type { ApplicantFacts, Params, RuleResult } from '../eligibility/rule.ts'
import type { Offer } from '../offers/offer.ts'
import type { CriterionCode, Need } from './need.ts'
import type { StepCode } from './scales.ts'
import type { TopicTree } from './topic-tree.ts'

/** What every criterion may look at. `results` are those of the offer's rules for this applicant. */
export type Question = {
  offer: Offer
  results: readonly RuleResult[]
  facts: ApplicantFacts
  need: Need
  tree: TopicTree
}

/** The step of a criterion's scale that applies, and the codes its sentence needs. */
export type Step<Criterion extends CriterionCode> = { step: StepCode<Criterion>; params: Params }
