import { anywhere, type Chooser, type FloorTypes, none } from './chooser.ts'
import { floorSeats, type Rule } from './rule.ts'
import { WorstFirstHeap } from './worst-first-heap.ts'

const openStep = -1

/** A step of fixed size: seats of floor `floor`, or of anybody where it is `openStep`. */
type Step = { floor: number; seats: number; held: WorstFirstHeap }

/**
 * Plain capacity, `min-guarantee`, `over-and-above` and `prefix-share` without caps: a chain of steps, each of which
 * keeps its best and passes the rest on. The last step, `rest`, takes what the others leave of the capacity (`revert`).
 * The prefix of a call order with one share holds the same units as floors first with ceil(percent x capacity / 100)
 * seats. Source: docs/allocation-instance.md, rule 6; docs/decisions/0021.
 */
export class ChainChooser implements Chooser {
  private readonly steps: readonly Step[]
  private readonly rest = new WorstFirstHeap()
  private readonly capacity: number
  /** Whether seats that a step leaves empty go to `rest`. */
  private readonly reverts: boolean
  private readonly types: FloorTypes
  private readonly isShare: boolean
  private readonly admitting: (readonly boolean[])[] = []
  private total = 0

  constructor(rule: Rule, capacity: number, types: FloorTypes) {
    const open = capacity - floorSeats(rule)
    const share = rule.mode === 'prefix-share' ? rule.shares[0] : undefined
    const floors = share ? [shareSeats(share.percent, capacity)] : rule.floors.map(floor => floor.seats)
    const steps = floors.map((seats, floor) => ({ floor, seats, held: new WorstFirstHeap() }))
    const openSeats = { floor: openStep, seats: open, held: new WorstFirstHeap() }
    this.reverts = rule.unfilled === 'revert' || share !== undefined
    if (rule.mode === 'over-and-above') this.steps = [openSeats, ...steps]
    else this.steps = this.reverts ? steps : [...steps, openSeats]
    this.capacity = capacity
    this.types = types
    this.isShare = share !== undefined
  }

  /** Whether each step, by number, takes units of a type. */
  private stepsOf(type: number): readonly boolean[] {
    const known = this.admitting[type]
    if (known !== undefined) return known
    const floors = this.types.floorsOf[type] as readonly number[]
    const admits = this.steps.map(({ floor, seats }) => seats > 0 && (floor === openStep || floors.includes(floor)))
    this.admitting[type] = admits
    return admits
  }

  add(g: number): number {
    let passed = g
    const { steps, types } = this
    let admits = this.stepsOf(types.typeOf(passed))
    for (let i = 0; i < steps.length; i++) {
      if (!admits[i]) continue
      const { held, seats } = steps[i] as Step
      if (held.size < seats) {
        held.push(passed)
        return this.seat()
      }
      if (held.top() < passed) continue
      passed = held.replaceTop(passed)
      admits = this.stepsOf(types.typeOf(passed))
    }
    if (!this.reverts) return passed
    if (this.total < this.capacity) {
      this.rest.push(passed)
      this.total++
      return none
    }
    return this.rest.size > 0 && this.rest.top() > passed ? this.rest.replaceTop(passed) : passed
  }

  private seat(): number {
    if (this.total < this.capacity) {
      this.total++
      return none
    }
    return this.rest.pop()
  }

  bar(g: number): number {
    const admits = this.stepsOf(this.types.typeOf(g))
    let bar = none
    for (let i = 0; i < this.steps.length; i++) {
      if (!admits[i]) continue
      const { held, seats } = this.steps[i] as Step
      if (held.size < seats) return anywhere
      bar = Math.max(bar, held.top())
    }
    if (!this.reverts) return bar
    if (this.total < this.capacity) return anywhere
    return this.rest.size > 0 ? Math.max(bar, this.rest.top()) : bar
  }

  held(visit: (g: number, floor: number) => void): void {
    for (const step of this.steps) for (const g of step.held.members()) visit(g, this.isShare ? none : step.floor)
    for (const g of this.rest.members()) visit(g, none)
  }
}

/** Seats of a minimum share, rounded up. Source: docs/allocation-instance.md, rule 12. */
export function shareSeats(percent: number, capacity: number): number {
  const rounded = percent * capacity + 99
  return (rounded - (rounded % 100)) / 100
}
