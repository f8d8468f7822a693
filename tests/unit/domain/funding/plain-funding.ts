/** Slow direct readings of rules 13 to 16 of the contract, on the JSON itself; no code shared with the engine. */

export type JsonFunding = {
  kind: 'funding'
  budget: number
  fill?: 'skip' | 'stop'
  envelopes?: { id: string; class: string; amount: number }[]
  requests: { id: string; ask: number; least?: number; score: number; classes?: string[] }[]
}

/** Scores must differ. */
export function fillPlainly({ budget, fill = 'skip', envelopes = [], requests }: JsonFunding) {
  const order = [...requests].sort((a, b) => b.score - a.score)
  const award = new Map(requests.map(({ id }) => [id, 0]))
  const log: { request: string; phase: string; before: number; award: number }[] = []
  let pool = budget
  for (const { amount } of envelopes) pool -= amount
  for (const envelope of envelopes) {
    let balance = envelope.amount
    for (const { id, ask, least = ask, classes = [] } of order) {
      if (!classes.includes(envelope.class) || award.get(id) !== 0) continue
      const given = least <= balance ? least : 0
      log.push({ request: id, phase: `envelope:${envelope.id}`, before: balance, award: given })
      award.set(id, given)
      balance -= given
      if (given === 0 && fill === 'stop') break
    }
    pool += balance
  }
  for (const { id, ask, least = ask } of order) {
    if (award.get(id) !== 0) continue
    const given = least <= pool ? least : 0
    log.push({ request: id, phase: 'open', before: pool, award: given })
    award.set(id, given)
    pool -= given
    if (given === 0 && fill === 'stop') break
  }
  for (const { id, ask, least = ask } of order) {
    const has = award.get(id) ?? 0
    if (has === 0 || ask === least) continue
    const given = Math.min(ask - has, pool)
    log.push({ request: id, phase: 'raise', before: pool, award: given })
    award.set(id, has + given)
    pool -= given
  }
  return { awards: Object.fromEntries(award), left: pool, log }
}

export type JsonShares = {
  kind: 'equal-shares'
  budget: number
  projects: { id: string; cost: number }[]
  ballots: { id: string; approves: string[]; count?: number }[]
  utility?: 'cost' | 'cardinality'
  completion?: 'none' | 'add1' | 'add1-exhaustive' | 'utilitarian'
}

export type Fraction = { n: bigint; d: bigint }
const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b))
export const fraction = (n: bigint, d = 1n): Fraction => {
  const g = gcd(n, d) || 1n
  return { n: n / g, d: d / g }
}
const add = (a: Fraction, b: Fraction) => fraction(a.n * b.d + b.n * a.d, a.d * b.d)
const times = (a: Fraction, k: bigint) => fraction(a.n * k, a.d)
const over = (a: Fraction, k: bigint) => fraction(a.n, a.d * k)
const minus = (a: Fraction, b: Fraction) => add(a, times(b, -1n))
const isLess = (a: Fraction, b: Fraction) => a.n * b.d < b.n * a.d
export const write = ({ n, d }: Fraction) => (d === 1n ? `${n}` : `${n}/${d}`)
export const parse = (text: string): Fraction => {
  const [n = '0', d = '1'] = text.split('/')
  return fraction(BigInt(n), BigInt(d))
}
export const sum = (items: Fraction[]) => items.reduce(add, fraction(0n))
export const scale = times
export const compare = (a: Fraction, b: Fraction) => (isLess(a, b) ? -1 : isLess(b, a) ? 1 : 0)

type Outcome = { winners: string[]; cost: bigint; payments: Record<string, Record<string, string>> }

/** One run with every voter of every ballot looked at anew at each step. */
function run({ projects, ballots, utility = 'cost' }: JsonShares, endowment: Fraction): Outcome {
  const left = new Map(ballots.map(({ id }) => [id, endowment]))
  const payments: Outcome['payments'] = {}
  const winners: string[] = []
  let total = 0n
  for (;;) {
    let best: { id: string; rho: Fraction; x: Fraction; cost: bigint; voters: number } | null = null
    for (const { id, cost } of [...projects].sort((a, b) => (a.id < b.id ? -1 : 1))) {
      if (winners.includes(id)) continue
      const supporters = ballots.filter(ballot => ballot.approves.includes(id))
      const money = sum(supporters.map(({ id: voter, count = 1 }) => times(left.get(voter) as Fraction, BigInt(count))))
      if (supporters.length === 0 || isLess(money, fraction(BigInt(cost)))) continue
      // The poorest first: who has less than an equal part of the rest gives everything.
      const poorest = [...supporters].sort((a, b) => compare(left.get(a.id) as Fraction, left.get(b.id) as Fraction))
      let rest = fraction(BigInt(cost))
      let voters = supporters.reduce((n, { count = 1 }) => n + count, 0)
      const everybody = voters
      let x = over(rest, BigInt(voters))
      for (const { id: voter, count = 1 } of poorest) {
        x = over(rest, BigInt(voters))
        const has = left.get(voter) as Fraction
        if (!isLess(has, x)) break
        rest = minus(rest, times(has, BigInt(count)))
        voters -= count
      }
      const rho = utility === 'cost' ? over(x, BigInt(cost)) : x
      const candidate = { id, rho, x, cost: BigInt(cost), voters: everybody }
      const isBetter =
        best === null ||
        isLess(rho, best.rho) ||
        (!isLess(best.rho, rho) &&
          (candidate.cost < best.cost || (candidate.cost === best.cost && candidate.voters > best.voters)))
      if (isBetter) best = candidate
    }
    if (best === null) break
    winners.push(best.id)
    total += best.cost
    const paid: Record<string, string> = {}
    for (const { id: voter, approves } of ballots) {
      if (!approves.includes(best.id)) continue
      const has = left.get(voter) as Fraction
      const pays = isLess(has, best.x) ? has : best.x
      left.set(voter, minus(has, pays))
      if (pays.n !== 0n) paid[voter] = write(pays)
    }
    payments[best.id] = paid
  }
  return { winners, cost: total, payments }
}

export function sharePlainly(instance: JsonShares): Outcome {
  const { budget, projects, ballots, completion = 'none' } = instance
  const n = BigInt(ballots.reduce((voters, { count = 1 }) => voters + count, 0))
  if (n === 0n) return { winners: [], cost: 0n, payments: {} }
  const support = (id: string) =>
    ballots.reduce((voters, { approves, count = 1 }) => voters + (approves.includes(id) ? count : 0), 0)
  const supported = projects.filter(({ id }) => support(id) > 0)
  const total = BigInt(budget)
  let outcome = run(instance, fraction(total, n))
  const sorted = (found: Outcome): Outcome => ({ ...found, winners: [...found.winners].sort() })
  if (completion === 'utilitarian') {
    const winners = [...outcome.winners]
    let cost = outcome.cost
    const byVotes = supported
      .filter(({ id }) => !winners.includes(id))
      .sort((a, b) => support(b.id) - support(a.id) || a.cost - b.cost || (a.id < b.id ? -1 : 1))
    for (const project of byVotes) {
      if (cost + BigInt(project.cost) > total) continue
      cost += BigInt(project.cost)
      winners.push(project.id)
    }
    return sorted({ ...outcome, winners, cost })
  }
  for (let endowment = total / n + 1n; completion !== 'none'; endowment++) {
    if (outcome.winners.length === supported.length) break
    const fits = supported.some(({ id, cost }) => !outcome.winners.includes(id) && outcome.cost + BigInt(cost) <= total)
    if (completion === 'add1-exhaustive' && !fits) break
    const next = run(instance, fraction(endowment))
    if (next.cost > total) break
    outcome = next
  }
  return sorted(outcome)
}
