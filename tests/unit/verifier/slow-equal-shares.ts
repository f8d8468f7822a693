/**
 * Equal shares read off the contract without any device: fractions, every price computed anew at each step, every
 * endowment tried one after the other. For small elections only.
 */
type Fraction = { n: bigint; d: bigint }
const of = (n: bigint, d = 1n): Fraction => ({ n, d })
const plus = (a: Fraction, b: Fraction) => of(a.n * b.d + b.n * a.d, a.d * b.d)
const minus = (a: Fraction, b: Fraction) => plus(a, of(-b.n, b.d))
const over = (a: Fraction, b: bigint) => of(a.n, a.d * b)
const less = (a: Fraction, b: Fraction) => a.n * b.d < b.n * a.d
const equal = (a: Fraction, b: Fraction) => a.n * b.d === b.n * a.d

type Election = {
  budget: number
  projects: { id: string; cost: number }[]
  ballots: { id: string; approves: string[]; count?: number }[]
  utility?: string
  completion?: string
}

export function slowEqualShares(election: Election): { winners: string[]; cost: number } {
  const { budget, projects, ballots, completion = 'none' } = election
  const voters = ballots.flatMap(ballot => Array.from({ length: ballot.count ?? 1 }, () => ballot.approves))
  const supporters = (id: string) => voters.flatMap((approves, i) => (approves.includes(id) ? [i] : []))
  const supported = projects.filter(project => supporters(project.id).length > 0)
  const costOf = (ids: string[]) => projects.reduce((sum, { id, cost }) => sum + (ids.includes(id) ? cost : 0), 0)
  const answer = (ids: string[]) => ({ winners: [...ids].sort(), cost: costOf(ids) })
  if (voters.length === 0) return answer([])

  const run = (endowment: Fraction): string[] => {
    const left = voters.map(() => endowment)
    const won: string[] = []
    for (;;) {
      const offers = supported.flatMap(({ id, cost }) => {
        const mine = supporters(id)
        const total = mine.reduce((sum, i) => plus(sum, left[i] as Fraction), of(0n))
        if (won.includes(id) || less(total, of(BigInt(cost)))) return []
        // The payment p with sum of min(left, p) = cost: tried with the k poorest giving all they have.
        const poorest = mine.map(i => left[i] as Fraction).sort((a, b) => (less(a, b) ? -1 : less(b, a) ? 1 : 0))
        let rest = of(BigInt(cost))
        let payment = of(0n)
        for (let k = 0; k < poorest.length; k++) {
          payment = over(rest, BigInt(poorest.length - k))
          if (!less(poorest[k] as Fraction, payment)) break
          rest = minus(rest, poorest[k] as Fraction)
        }
        const rho = election.utility === 'cardinality' ? payment : over(payment, BigInt(cost))
        return [{ id, cost, mine, payment, rho }]
      })
      offers.sort((a, b) => {
        if (!equal(a.rho, b.rho)) return less(a.rho, b.rho) ? -1 : 1
        return a.cost - b.cost || b.mine.length - a.mine.length || (a.id < b.id ? -1 : 1)
      })
      const best = offers[0]
      if (!best) return won
      won.push(best.id)
      for (const i of best.mine) {
        const had = left[i] as Fraction
        left[i] = less(had, best.payment) ? of(0n) : minus(had, best.payment)
      }
    }
  }

  const n = BigInt(voters.length)
  let won = run(of(BigInt(budget), n))
  if (completion === 'utilitarian') {
    const rest = supported.filter(({ id }) => !won.includes(id))
    rest.sort((a, b) => supporters(b.id).length - supporters(a.id).length || a.cost - b.cost || (a.id < b.id ? -1 : 1))
    for (const { id, cost } of rest) if (costOf(won) + cost <= budget) won.push(id)
  }
  if (!completion.startsWith('add1')) return answer(won)
  for (let endowment = BigInt(budget) / n + 1n; won.length < supported.length; endowment++) {
    const fits = supported.some(({ id, cost }) => !won.includes(id) && cost <= budget - costOf(won))
    if (completion === 'add1-exhaustive' && !fits) break
    const next = run(of(endowment))
    if (costOf(next) > budget) break
    won = next
  }
  return answer(won)
}
