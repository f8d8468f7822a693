import { anywhere, type Chooser, none } from './chooser.ts'
import { WorstFirstHeap } from './worst-first-heap.ts'

/** The candidates of one pool in the pool's order; a place there names the candidate's position at its offer. */
export type PoolOrder = {
  placeOf(g: number): number
  positionAt(place: number): number
}

/**
 * Several offers under one capacity and one common order. The last of a pool is also the last of its offer, because
 * every offer keeps the pool's order. Source: docs/allocation-instance.md, rule 8.
 */
export class Pool {
  private readonly capacity: number
  private readonly order: PoolOrder
  private readonly places = new WorstFirstHeap()
  private readonly offers = new Map<number, PooledChooser>()
  held = 0

  constructor(capacity: number, order: PoolOrder) {
    this.capacity = capacity
    this.order = order
  }

  isFull(): boolean {
    return this.held >= this.capacity
  }

  enter(g: number, chooser: PooledChooser): void {
    this.offers.set(g, chooser)
    this.places.push(this.order.placeOf(g))
    this.held++
  }

  leave(g: number): void {
    this.offers.delete(g)
    this.held--
  }

  /** The last one held in the pool, or `none`. */
  last(): number {
    while (this.places.size > 0 && !this.offers.has(this.order.positionAt(this.places.top()))) this.places.pop()
    return this.places.size > 0 ? this.order.positionAt(this.places.top()) : none
  }

  isBefore(a: number, b: number): boolean {
    return this.order.placeOf(a) < this.order.placeOf(b)
  }

  turnAway(g: number): void {
    ;(this.offers.get(g) as PooledChooser).drop()
    this.leave(g)
  }
}

/** One offer of a pool. */
export class PooledChooser implements Chooser {
  private readonly capacity: number
  private readonly pool: Pool
  private readonly seats = new WorstFirstHeap()

  constructor(capacity: number, pool: Pool) {
    this.capacity = capacity
    this.pool = pool
  }

  add(g: number): number {
    if (this.capacity === 0) return g
    if (this.seats.size >= this.capacity) {
      if (this.seats.top() < g) return g
      const last = this.seats.replaceTop(g)
      this.pool.leave(last)
      this.pool.enter(g, this)
      return last
    }
    if (!this.pool.isFull()) return this.seat(g)
    const last = this.pool.last()
    if (last === none || !this.pool.isBefore(g, last)) return g
    this.pool.turnAway(last)
    this.seat(g)
    return last
  }

  private seat(g: number): number {
    this.seats.push(g)
    this.pool.enter(g, this)
    return none
  }

  /** Gives up this offer's last one. */
  drop(): void {
    this.seats.pop()
  }

  bar(): number {
    if (this.seats.size >= this.capacity) return this.seats.size > 0 ? this.seats.top() : none
    return this.pool.isFull() ? this.pool.last() : anywhere
  }

  /** Whether the pool alone keeps a candidate at `g` out: the offer itself has a seat for it. */
  wouldChooseWithoutPool(g: number): boolean {
    return this.seats.size < this.capacity || (this.seats.size > 0 && g < this.seats.top())
  }

  held(visit: (g: number, floor: number) => void): void {
    for (const g of this.seats.members()) visit(g, none)
  }
}
