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

  private admits(step: Step, type: number): boolean {
    return step.floor === openStep || (this.types.floorsOf[type] as readonly number[]).includes(step.floor)
  }

  add(g: number): number {
    let passed = g
    for (const step of this.steps) {
      if (step.seats === 0 || !this.admits(step, this.types.typeOf(passed))) continue
      if (step.held.size < step.seats) {
        step.held.push(passed)
        return this.seat()
      }
      if (step.held.top() > passed) passed = step.held.replaceTop(passed)
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
    const type = this.types.typeOf(g)
    let bar = none
    for (const step of this.steps) {
      if (step.seats === 0 || !this.admits(step, type)) continue
      if (step.held.size < step.seats) return anywhere
      bar = Math.max(bar, step.held.top())
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
