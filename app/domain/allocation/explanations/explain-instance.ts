import type { Sha256 } from '../reading/canonical-json.ts'
import type { Instance } from '../run-instance.ts'
import { runMatching } from './change-instance.ts'
import { type EquityReport, reportEquity } from './report-equity.ts'
import { type FloorReport, reportFloors } from './report-floors.ts'
import { reportOrderSensitivity } from './report-order-sensitivity.ts'
import { reportSeedSensitivity, type SeedReport } from './report-seed-sensitivity.ts'

export type Explanation = {
  floors: readonly FloorReport[]
  orderSensitive: readonly string[]
  seeds: SeedReport
  equity: EquityReport
}

/** What the runs made again may cost: draws of the seed, and runs with a floor off. */
export type Budget = { most: number; mayContinue: () => boolean; mayRerun: () => boolean }

/** Everything that owners and auditors are told about a matching, as data. Null for the other kinds. */
export function explainInstance(instance: Instance, sha: Sha256, budget: Budget): Explanation | null {
  if (instance.kind !== 'matching') return null
  const matching = runMatching(instance)
  return {
    floors: reportFloors(matching, budget.mayRerun),
    orderSensitive: reportOrderSensitivity(matching),
    seeds: reportSeedSensitivity(matching, sha, budget),
    equity: reportEquity(matching),
  }
}
