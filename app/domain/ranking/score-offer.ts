import { audienceStep } from './criteria/audience-step.ts'
import { costStep } from './criteria/cost-step.ts'
import { kindStep } from './criteria/kind-step.ts'
import { languageStep } from './criteria/language-step.ts'
import { modeStep } from './criteria/mode-step.ts'
import { placeStep } from './criteria/place-step.ts'
import { roomStep } from './criteria/room-step.ts'
import { topicStep } from './criteria/topic-step.ts'
import type { Contribution, CriterionCode } from './need.ts'
import { type StepCode, type StepPoints, scales } from './scales.ts'
import type { Question, Step } from './step.ts'
import { criteria, weights } from './weights.ts'

const stepOf: { [Criterion in CriterionCode]: (question: Question) => Step<Criterion> } = {
  topic: topicStep,
  kind: kindStep,
  audience: audienceStep,
  place: placeStep,
  room: roomStep,
  language: languageStep,
  mode: modeStep,
  cost: costStep,
}

/** The score of an offer, 0 to 1,000, and the lines that add up to it exactly, heaviest criterion first. */
export function scoreOffer(question: Question): { score: number; contributions: Contribution[] } {
  const contributions = criteria.map(criterion => contributionOf(criterion, question))
  return { score: contributions.reduce((sum, { contribution }) => sum + contribution, 0), contributions }
}

function contributionOf<Criterion extends CriterionCode>(criterion: Criterion, question: Question): Contribution {
  const { step, params } = stepOf[criterion](question)
  const { points, missing } = (scales[criterion] as Record<StepCode<Criterion>, StepPoints>)[step]
  const weight = weights[criterion]
  return { criterion, weight, points, contribution: (weight * points) / 100, step, params, missing }
}
