import { type Affine, fractionText, gcd, Horizon, plus, scaled, zero } from './affine-step.ts'
import type { Electorate } from './electorate.ts'

export type Endowment = { numerator: bigint; denominator: bigint }

export type Outcome = {
  /** Numbers of the projects bought, in the order of buying. */
  bought: readonly number[]
  cost: bigint
  /** The whole-number increase of the endowment at which some step changes; null where none does. */
  horizon: bigint | null
  /** For each project bought, in the same order: class of voters -> what one of them pays. */
  payments: readonly ReadonlyMap<number, string>[]
}

/** The price of a project at some point of the run: supporters of `paysAll` give what they have left, others x each. */
type Price = {
  project: number
  /** x = rest / (divisor x the run's denominator at the time) */
  rest: Affine
  sharers: bigint
  /** rho = rest.value / weight, comparable between projects and points of the run. */
  weight: bigint
  paysAll: ReadonlySet<number>
  isStale: boolean
}

/**
 * One run of the Method of Equal Shares without completion, exact. Voters who hold the same amount form a group, so a
 * price is found from the groups, not from the voters; a price once found only rises, so it is a lower bound until it
 * is the least. Source: docs/allocation-instance.md, rule 14.
 */
export function buyWithEqualShares(electorate: Electorate, endowment: Endowment): Outcome {
  return new Run(electorate, endowment).finish()
}

class Run {
  private readonly electorate: Electorate
  private readonly endowment: Endowment
  private readonly horizon = new Horizon()
  /** Common denominator of what is left to everybody. */
  private denominator = 1n
  /** What one voter of each group has left; group 0 has nothing. */
  private left: Affine[]
  private readonly groupOf: Int32Array
  private readonly bought: number[] = []
  private readonly payments: Map<number, string>[] = []
  private cost = 0n

  constructor(electorate: Electorate, endowment: Endowment) {
    this.electorate = electorate
    this.endowment = endowment
    this.left = [zero, { constant: 0n, slope: 1n, value: endowment.numerator }]
    this.groupOf = new Int32Array(electorate.counts.length).fill(1)
  }

  finish(): Outcome {
    let prices = this.electorate.supported.flatMap(project => this.priceOf(project) ?? [])
    for (;;) {
      const best = this.cheapest(prices)
      if (best === null) break
      if (best.isStale) {
        const fresh = this.priceOf(best.project)
        prices = prices.flatMap(price => (price === best ? (fresh ?? []) : price))
        continue
      }
      for (const price of prices) if (price !== best) this.relyOnOrder(best, price)
      this.buy(best)
      prices = prices.filter(price => price !== best)
      for (const price of prices) price.isStale = true
    }
    return { bought: this.bought, cost: this.cost, horizon: this.horizon.steps, payments: this.payments }
  }

  private priceOf(project: number): Price | null {
    const { counts, supporters, costs, utilities } = this.electorate
    const members = new Map<number, number>()
    for (const voters of supporters[project] as readonly number[]) {
      const group = this.groupOf[voters] as number
      members.set(group, (members.get(group) ?? 0) + (counts[voters] as number))
    }
    const cost = costs[project] as bigint
    let rest: Affine = {
      constant: cost * this.denominator,
      slope: 0n,
      value: cost * this.denominator * this.endowment.denominator,
    }
    let all = zero
    for (const [group, count] of members) all = plus(all, this.leftOf(group), BigInt(count))
    if (all.value < rest.value) {
      this.horizon.keepBelowZero(all.value - rest.value, all.slope)
      return null
    }
    let sharers = [...members.values()].reduce((sum, count) => sum + BigInt(count), 0n)
    const paysAll = new Set<number>()
    for (let changed = true; changed; ) {
      // Who has less than an equal part of the rest gives it all; left x sharers < rest, with one division for all.
      const mostGivenWhole = (rest.value - 1n) / sharers
      const poor = [...members].filter(([group]) => !paysAll.has(group) && this.leftOf(group).value <= mostGivenWhole)
      for (const [group, count] of poor) {
        paysAll.add(group)
        rest = plus(rest, this.leftOf(group), -BigInt(count))
        sharers -= BigInt(count)
      }
      changed = poor.length > 0
    }
    this.relyOnPayers(members, paysAll, rest, sharers)
    const weight = sharers * (utilities[project] as bigint) * this.denominator
    return { project, rest, sharers, weight, paysAll, isStale: false }
  }

  private leftOf(group: number): Affine {
    return this.left[group] as Affine
  }

  /** The price stands as long as those who give all have at most x, and the others at least x. */
  private relyOnPayers(
    members: ReadonlyMap<number, number>,
    paysAll: ReadonlySet<number>,
    rest: Affine,
    sharers: bigint,
  ) {
    for (const group of members.keys()) {
      const over = plus(scaled(rest, -1n), this.leftOf(group), sharers)
      if (paysAll.has(group)) this.horizon.keepAtMostZero(over.value, over.slope)
      else this.horizon.keepAtMostZero(-over.value, -over.slope)
    }
  }

  private relyOnOrder(best: Price, other: Price): void {
    const value = best.rest.value * other.weight - other.rest.value * best.weight
    const slope = best.rest.slope * other.weight - other.rest.slope * best.weight
    if (this.electorate.rank(best.project) < this.electorate.rank(other.project)) {
      this.horizon.keepAtMostZero(value, slope)
    } else {
      this.horizon.keepBelowZero(value, slope)
    }
  }

  private cheapest(prices: readonly Price[]): Price | null {
    let best: Price | null = null
    for (const price of prices) if (best === null || this.isBefore(price, best)) best = price
    return best
  }

  private isBefore(a: Price, b: Price): boolean {
    const left = a.rest.value * b.weight
    const right = b.rest.value * a.weight
    return left === right ? this.electorate.rank(a.project) < this.electorate.rank(b.project) : left < right
  }

  private buy({ project, rest, sharers, paysAll }: Price): void {
    // x must be whole in the common denominator.
    const factor = sharers / gcd(sharers, gcd(rest.constant, rest.slope))
    if (factor !== 1n) {
      this.denominator *= factor
      this.left = this.left.map(left => scaled(left, factor))
    }
    const part = sharers / factor
    const x: Affine = { constant: rest.constant / part, slope: rest.slope / part, value: rest.value / part }
    const becomes = new Map<number, number>()
    const payments = new Map<number, string>()
    const texts = new Map<number, string>()
    const below = this.denominator * this.endowment.denominator
    for (const voters of this.electorate.supporters[project] as readonly number[]) {
      const group = this.groupOf[voters] as number
      const pays = paysAll.has(group) ? this.leftOf(group) : x
      if (!becomes.has(group)) {
        becomes.set(group, paysAll.has(group) ? 0 : this.left.push(plus(this.leftOf(group), x, -1n)) - 1)
        texts.set(group, fractionText(pays.value, below))
      }
      this.groupOf[voters] = becomes.get(group) as number
      if (pays.value !== 0n) payments.set(voters, texts.get(group) as string)
    }
    this.bought.push(project)
    this.payments.push(payments)
    this.cost += this.electorate.costs[project] as bigint
  }
}
