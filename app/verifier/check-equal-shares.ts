import { Broken, type CheckName } from './broken.ts'
import { buyByEqualShares, type Purchase } from './equal-shares.ts'
import type { EqualSharesInstance } from './instance.ts'

/** What the winners cost and what each voter pays, then the comparison with the recomputed outcome. */
export function checkEqualShares(
  instance: EqualSharesInstance,
  given: Purchase,
  checked: (...names: CheckName[]) => void,
) {
  const costs = new Map(instance.projects.map(project => [project.id, BigInt(project.cost)]))
  const sum = given.winners.reduce((total, id) => total + (costs.get(id) ?? 0n), 0n)
  if (sum !== given.cost || given.cost > BigInt(instance.budget)) throw new Broken('equal-shares-step', 'cost')
  const expected = buyByEqualShares(instance)
  const at = expected.winners.findIndex((id, i) => id !== given.winners[i])
  if (at >= 0) throw new Broken('equal-shares-step', { project: expected.winners[at] })
  if (given.winners.length > expected.winners.length) {
    throw new Broken('equal-shares-step', { project: given.winners[expected.winners.length] })
  }
  checked('equal-shares-step')
  checkSums(instance, given, costs)
  for (const project of new Set([...expected.payments.keys(), ...given.payments.keys()])) {
    const [right, said] = [expected.payments.get(project), given.payments.get(project)]
    if (!right || !said) throw new Broken('equal-shares-payments', { project })
    for (const ballot of new Set([...right.keys(), ...said.keys()])) {
      if (right.get(ballot) !== said.get(ballot)) throw new Broken('equal-shares-payments', { project, ballot })
    }
  }
  checked('equal-shares-payments')
}

/** Rule 16: count x payment adds up to the cost of each project exactly, and no payment is nothing. */
function checkSums(instance: EqualSharesInstance, given: Purchase, costs: Map<string, bigint>) {
  const counts = new Map(instance.ballots.map(ballot => [ballot.id, BigInt(ballot.count)]))
  for (const [project, payments] of given.payments) {
    const sums = new Map<bigint, bigint>()
    for (const [ballot, text] of payments) {
      const parts = /^([1-9][0-9]*)(?:\/([1-9][0-9]*))?$/.exec(text)
      const count = counts.get(ballot)
      if (!parts || count === undefined) throw new Broken('equal-shares-payments', { project, ballot })
      const [over, under] = [BigInt(parts[1] ?? 0), BigInt(parts[2] ?? 1)]
      sums.set(under, (sums.get(under) ?? 0n) + count * over)
    }
    let [numerator, denominator] = [0n, 1n]
    for (const [under, over] of sums) {
      numerator = numerator * under + over * denominator
      denominator *= under
    }
    if (numerator !== (costs.get(project) ?? -1n) * denominator) throw new Broken('equal-shares-payments', { project })
  }
}
