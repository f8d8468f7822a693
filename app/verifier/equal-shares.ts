import { byBytes } from './byte-order.ts'
import { Endowment, fractionText } from './endowment.ts'
import type { EqualSharesInstance } from './instance.ts'

/** `payments` holds for each project bought by equal shares what one voter of each ballot pays, zero left out. */
export type Purchase = { winners: string[]; cost: bigint; payments: Map<string, Map<string, string>> }

type Project = { id: string; cost: bigint; voters: bigint; supporters: number[] }
/** What one voter has: (a + c x t) / d with one d for all. Voters with the same history share one balance. */
type Balance = { a: bigint; c: bigint }
type Amount = Balance & { d: bigint }
type Price = { project: Project; rho: Amount; payment: Amount; poor: Set<Balance>; rich: bigint }
type Bought = { project: Project; payments: [ballot: number, amount: Amount][] }
type Outcome = { bought: Bought[]; cost: bigint; endowment: Endowment }

/** Rules 14 to 16, exact throughout. */
export function buyByEqualShares(instance: EqualSharesInstance): Purchase {
  const budget = BigInt(instance.budget)
  const voters = instance.ballots.reduce((sum, ballot) => sum + BigInt(ballot.count), 0n)
  const supported = listSupported(instance)
  if (voters === 0n) return { winners: [], cost: 0n, payments: new Map() }
  const first = buy(instance, supported, new Endowment(budget), voters)
  if (instance.completion === 'none') return asPurchase(instance, first, first.endowment.t)
  if (instance.completion === 'utilitarian') return completeByVotes(instance, supported, first)

  const isLast = ({ bought, cost }: Outcome) => {
    if (bought.length === supported.length) return true
    const winners = new Set(bought.map(({ project }) => project))
    const fits = supported.some(project => !winners.has(project) && project.cost <= budget - cost)
    return instance.completion === 'add1-exhaustive' && !fits
  }
  let answer = asPurchase(instance, first, first.endowment.t)
  let outcome = first
  let t = budget / voters
  while (!isLast(outcome)) {
    t += 1n
    outcome = buy(instance, supported, new Endowment(t), 1n)
    if (outcome.cost > budget) break
    // The same projects are bought up to `sameUntil`, so unless this one is the last, the last of these counts.
    if (!isLast(outcome)) t = outcome.endowment.sameUntil ?? t
    answer = asPurchase(instance, outcome, t)
  }
  return answer
}

function listSupported(instance: EqualSharesInstance): Project[] {
  const projects = new Map(
    instance.projects.map(({ id, cost }) => [id, { id, cost: BigInt(cost), voters: 0n, supporters: [] as number[] }]),
  )
  instance.ballots.forEach(({ approves, count }, ballot) => {
    for (const id of approves) {
      const project = projects.get(id) as Project
      project.supporters.push(ballot)
      project.voters += BigInt(count)
    }
  })
  return [...projects.values()].filter(project => project.supporters.length > 0)
}

/** One run of the method with every voter starting at t / `parts`. */
function buy(instance: EqualSharesInstance, supported: Project[], endowment: Endowment, parts: bigint): Outcome {
  const start: Balance = { a: 0n, c: 1n }
  let balances: Balance[] = instance.ballots.map(() => start)
  let d = parts
  let waiting = supported
  // A price only rises as balances fall: the last one found is a lower bound until it is computed again.
  const bounds = new Map<Project, Amount>()
  const bought: Bought[] = []
  for (;;) {
    let best: Price | null = null
    const inOrder = [...waiting].sort((x, y) => roughly(endowment, bounds.get(x), bounds.get(y)))
    for (const project of inOrder) {
      const bound = bounds.get(project)
      if (best && bound && compare(endowment, bound, best.rho) > 0) continue
      const price = priceOf(instance, project, balances, d, endowment)
      if (price === null) {
        waiting = waiting.filter(other => other !== project)
        continue
      }
      bounds.set(project, price.rho)
      if (!best || comesFirst(endowment, price, best)) best = price
    }
    if (best === null) break
    const { project, payment, poor, rich } = best
    waiting = waiting.filter(other => other !== project)
    bought.push({
      project,
      payments: project.supporters.map(ballot => {
        const balance = balances[ballot] as Balance
        return [ballot, poor.has(balance) ? { ...balance, d } : payment]
      }),
    })
    balances = pay(balances, best)
    d *= rich
  }
  return { bought, cost: bought.reduce((sum, { project }) => sum + project.cost, 0n), endowment }
}

/** The price of one project, or null if its supporters do not hold its cost. */
function priceOf(
  instance: EqualSharesInstance,
  project: Project,
  balances: Balance[],
  d: bigint,
  endowment: Endowment,
): Price | null {
  const heads = new Map<Balance, bigint>()
  for (const ballot of project.supporters) {
    const balance = balances[ballot] as Balance
    heads.set(balance, (heads.get(balance) ?? 0n) + BigInt(instance.ballots[ballot]?.count ?? 0))
  }
  // What is to be paid, over d, less what the poor give; the rich share the rest evenly.
  let [a, c] = [project.cost * d, 0n]
  let rich = project.voters
  const poor = new Set<Balance>()
  let total: Balance = { a: 0n, c: 0n }
  for (const [balance, count] of heads) total = { a: total.a + balance.a * count, c: total.c + balance.c * count }
  if (endowment.sign(total.a - a, total.c) < 0) return null
  for (let found = true; found; ) {
    found = false
    const share = { a, c }
    const sharers = rich
    for (const [balance, count] of heads) {
      if (poor.has(balance)) continue
      if (endowment.sign(balance.a * sharers - share.a, balance.c * sharers - share.c) >= 0) continue
      poor.add(balance)
      found = true
      a -= balance.a * count
      c -= balance.c * count
      rich -= count
    }
  }
  const payment = { a, c, d: d * rich }
  const utility = instance.utility === 'cost' ? project.cost : 1n
  return { project, payment, rho: { a, c, d: payment.d * utility }, poor, rich }
}

/** Balances after a purchase, over a denominator that is `rich` times the one before. */
function pay(balances: Balance[], { project, payment, poor, rich }: Price): Balance[] {
  const scaled = new Map<Balance, Balance>()
  const paid = new Map<Balance, Balance>()
  const supports = new Set(project.supporters)
  const nothing = { a: 0n, c: 0n }
  return balances.map((balance, ballot) => {
    const done = supports.has(ballot) ? paid : scaled
    let next = done.get(balance)
    if (!next) {
      next = { a: balance.a * rich, c: balance.c * rich }
      if (done === paid) next = poor.has(balance) ? nothing : { a: next.a - payment.a, c: next.c - payment.c }
      done.set(balance, next)
    }
    return next
  })
}

function compare(endowment: Endowment, x: Amount, y: Amount): number {
  return endowment.sign(x.a * y.d - y.a * x.d, x.c * y.d - y.c * x.d)
}

/** An order to look at projects in; what is bought does not depend on it, so it leaves no trace in `sameUntil`. */
function roughly(endowment: Endowment, x: Amount | undefined, y: Amount | undefined): number {
  if (!x || !y) return x ? 1 : y ? -1 : 0
  const difference = endowment.at(x.a, x.c) * y.d - endowment.at(y.a, y.c) * x.d
  return difference > 0n ? 1 : difference < 0n ? -1 : 0
}

/** Less rho; then lower cost, more supporters, id (rule 14). */
function comesFirst(endowment: Endowment, x: Price, y: Price): boolean {
  const order = compare(endowment, x.rho, y.rho)
  if (order !== 0) return order < 0
  if (x.project.cost !== y.project.cost) return x.project.cost < y.project.cost
  if (x.project.voters !== y.project.voters) return x.project.voters > y.project.voters
  return byBytes(x.project.id, y.project.id) < 0
}

/** Rule 15, `utilitarian`: more supporters, then lower cost, then id, whatever fits. */
function completeByVotes(instance: EqualSharesInstance, supported: Project[], first: Outcome): Purchase {
  const purchase = asPurchase(instance, first, first.endowment.t)
  const winners = new Set(purchase.winners)
  const rest = supported.filter(project => !winners.has(project.id))
  rest.sort((x, y) => {
    if (x.voters !== y.voters) return x.voters > y.voters ? -1 : 1
    if (x.cost !== y.cost) return x.cost < y.cost ? -1 : 1
    return byBytes(x.id, y.id)
  })
  let { cost } = purchase
  for (const project of rest) {
    if (cost + project.cost > BigInt(instance.budget)) continue
    cost += project.cost
    winners.add(project.id)
  }
  return { ...purchase, winners: [...winners].sort(byBytes), cost }
}

function asPurchase(instance: EqualSharesInstance, { bought, cost }: Outcome, t: bigint): Purchase {
  const payments = new Map(
    bought.map(({ project, payments: paid }) => {
      const texts = paid.flatMap(([ballot, { a, c, d }]): [string, string][] => {
        const amount = a + c * t
        return amount === 0n ? [] : [[instance.ballots[ballot]?.id ?? '', fractionText(amount, d)]]
      })
      return [project.id, new Map(texts)]
    }),
  )
  return { winners: bought.map(({ project }) => project.id).sort(byBytes), cost, payments }
}
