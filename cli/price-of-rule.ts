import highsLoader from 'highs'
import { runMatching } from '#app/domain/allocation/explanations/change-instance.ts'
import {
  type PriceModel,
  writeFundingPriceModel,
  writePriceModel,
} from '#app/domain/allocation/explanations/price-model.ts'
import type { Instance } from '#app/domain/allocation/run-instance.ts'
import { fillByPriority } from '#app/domain/funding/fill-by-priority.ts'

/** The score that the rule reached beside the most that could have been reached, or why that is not known. */
export type PriceOfRule =
  | { computed: true; score: string; optimum: string }
  | { computed: false; reason: 'no-model' | 'no-optimum-in-time' }

const timeLimitSeconds = 10

export async function priceOfRule(instance: Instance): Promise<PriceOfRule> {
  const model = modelOf(instance)
  if (model === null) return { computed: false, reason: 'no-model' }
  const highs = await highsLoader()
  const solution = highs.solve(model.text, { time_limit: timeLimitSeconds, mip_rel_gap: 0, mip_abs_gap: 0 })
  if (solution.Status !== 'Optimal') return { computed: false, reason: 'no-optimum-in-time' }
  return {
    computed: true,
    score: model.score.toString(),
    optimum: BigInt(Math.round(solution.ObjectiveValue)).toString(),
  }
}

function modelOf(instance: Instance): PriceModel | null {
  if (instance.kind === 'matching') return writePriceModel(runMatching(instance))
  if (instance.kind !== 'funding') return null
  const { awards } = fillByPriority(instance, instance.ranked)
  return writeFundingPriceModel(instance.budget, instance.ranked, id => (awards.get(id) ?? 0n) > 0n)
}
