import { anywhere, type Chooser, type FloorTypes, none } from './chooser.ts'
import { floorSeats, type Rule } from './rule.ts'
import { WorstFirstHeap } from './worst-first-heap.ts'

/**
 * `meritorious`: floor seats are filled to the most that is possible, by the best who can fill them; then open seats.
 * Who holds floor seats is the greedy base of a transversal matroid, so a newcomer that does not fit displaces the
 * last one of its circuit: those who sit on a floor that can be reached from its own by moving people between floors.
 * Counts by type are enough for that: the cost depends on the floors and types, never on the seats.
 * Source: docs/allocation-instance.md, rule 6; Sonmez-Yenmez 2022.
 */
export class MeritoriousChooser implements Chooser {
  private readonly seats: readonly number[]
  private readonly filled: number[]
  /** `sitting[floor][type]`: how many of a type sit on a floor. */
  private readonly sitting: number[][]
  private readonly onFloors: WorstFirstHeap[] = []
  private readonly open = new WorstFirstHeap()
  private readonly openSeats: number | null
  private readonly capacity: number
  private readonly types: FloorTypes
  private baseSize = 0
  // The search from one candidate: floors reached, in order, and from which floor and type each was reached.
  private reached: number[] = []
  private readonly cameFrom: number[]
  private readonly cameBy: number[]
  private readonly mark: number[]
  private searches = 0

  constructor(rule: Rule, capacity: number, types: FloorTypes) {
    this.seats = rule.floors.map(floor => floor.seats)
    const perFloor = () => this.seats.map(() => 0)
    this.filled = perFloor()
    this.cameFrom = perFloor()
    this.cameBy = perFloor()
    this.mark = perFloor()
    this.sitting = this.seats.map(() => [])
    this.capacity = capacity
    this.openSeats = rule.unfilled === 'leave' ? capacity - floorSeats(rule) : null
    this.types = types
  }

  add(g: number): number {
    const type = this.types.typeOf(g)
    const free = this.search(type)
    if (free !== none) {
      this.filled[free] = (this.filled[free] as number) + 1
      this.shift(free, type)
      this.heapOf(type).push(g)
      this.baseSize++
      return this.openOverflows() ? this.open.pop() : none
    }
    const worstType = this.worstTypeReached()
    const worst = worstType === none ? none : this.heapOf(worstType).top()
    if (worst < g) return this.addOpen(g)
    this.heapOf(worstType).pop()
    const freed = this.reached.find(floor => this.count(floor, worstType) > 0) as number
    this.change(freed, worstType, -1)
    this.shift(freed, type)
    this.heapOf(type).push(g)
    return this.addOpen(worst)
  }

  bar(g: number): number {
    if (this.search(this.types.typeOf(g)) !== none) return anywhere
    const worstType = this.worstTypeReached()
    const bar = worstType === none ? none : this.heapOf(worstType).top()
    if (this.openRoom() > 0) return anywhere
    return this.open.size > 0 ? Math.max(bar, this.open.top()) : bar
  }

  held(visit: (g: number, floor: number) => void): void {
    for (const g of this.open.members()) visit(g, none)
    for (const [type, heap] of this.onFloors.entries()) {
      const members = heap.members().sort()
      let next = 0
      for (const floor of this.types.floorsOf[type] as readonly number[]) {
        for (let seats = this.count(floor, type); seats > 0; seats--) visit(members[next++] as number, floor)
      }
    }
  }

  private openRoom(): number {
    return (this.openSeats ?? this.capacity - this.baseSize) - this.open.size
  }

  private openOverflows(): boolean {
    return this.openRoom() < 0
  }

  private addOpen(g: number): number {
    if (this.openRoom() > 0) {
      this.open.push(g)
      return none
    }
    return this.open.size > 0 && this.open.top() > g ? this.open.replaceTop(g) : g
  }

  private heapOf(type: number): WorstFirstHeap {
    while (this.onFloors.length <= type) this.onFloors.push(new WorstFirstHeap())
    return this.onFloors[type] as WorstFirstHeap
  }

  private count(floor: number, type: number): number {
    return (this.sitting[floor] as number[])[type] ?? 0
  }

  private change(floor: number, type: number, by: number): void {
    const row = this.sitting[floor] as number[]
    while (row.length <= type) row.push(0)
    row[type] = (row[type] as number) + by
  }

  /** Breadth first over floors that the type can reach; returns a floor with an empty seat, or `none`. */
  private search(type: number): number {
    this.searches++
    this.reached = []
    this.reach(type, none)
    for (let i = 0; i < this.reached.length; i++) {
      const floor = this.reached[i] as number
      if ((this.filled[floor] as number) < (this.seats[floor] as number)) return floor
      const row = this.sitting[floor] as number[]
      for (let other = 0; other < row.length; other++) if ((row[other] as number) > 0) this.reach(other, floor)
    }
    return none
  }

  private reach(type: number, from: number): void {
    for (const floor of this.types.floorsOf[type] as readonly number[]) {
      if (this.mark[floor] === this.searches) continue
      this.mark[floor] = this.searches
      this.cameFrom[floor] = from
      this.cameBy[floor] = type
      this.reached.push(floor)
    }
  }

  /** Moves one sitter along the search's path so that the seat freed at `floor` becomes one for `type`. */
  private shift(floor: number, type: number): void {
    let seat = floor
    for (let from = this.cameFrom[seat] as number; from !== none; from = this.cameFrom[seat] as number) {
      const mover = this.cameBy[seat] as number
      this.change(from, mover, -1)
      this.change(seat, mover, 1)
      seat = from
    }
    this.change(seat, type, 1)
  }

  /** The type, among those on the floors reached, whose last member stands last of all. */
  private worstTypeReached(): number {
    let worst = none
    let worstType = none
    for (const floor of this.reached) {
      const row = this.sitting[floor] as number[]
      for (let type = 0; type < row.length; type++) {
        if ((row[type] as number) === 0) continue
        const last = this.heapOf(type).top()
        if (last > worst) {
          worst = last
          worstType = type
        }
      }
    }
    return worstType
  }
}
