import { anywhere, type Chooser, type FloorTypes, none } from './chooser.ts'
import { floorSeats, type Rule } from './rule.ts'
import { WorstFirstHeap } from './worst-first-heap.ts'

const nowhere = 0
const onOpen = 1
const onFloor = 2

/** A cap group: the units of one institution, country … at one offer. */
type Group = {
  key: string
  max: number
  /** How many candidates of the offer are in it: of two groups that overlap, the smaller lies inside the larger. */
  width: number
  held: number
  heldOnFloor: number
  floorHeap: WorstFirstHeap
  openHeap: WorstFirstHeap
}

type FloorStep = { seats: number; held: number; heap: WorstFirstHeap }

/**
 * Caps on a tree, alone or with disjoint floors first. Each step is the greedy choice of a laminar matroid: a newcomer
 * that breaks a limit displaces the last one inside the smallest group that is full. Heaps are cleaned when read: who
 * was turned away or moved is skipped. Source: docs/allocation-instance.md, rules 6 and 7; docs/decisions/0021.
 */
export class CappedChooser implements Chooser {
  private readonly capacity: number
  /** Open seats where `leave` fixes them; null where they are what the floors leave of the capacity. */
  private readonly openSeats: number | null
  private readonly floors: readonly FloorStep[]
  private readonly types: FloorTypes
  /** Groups of each candidate, smallest first. */
  private readonly groupsOf: (g: number) => readonly Group[]
  private readonly open = new WorstFirstHeap()
  private readonly place = new Map<number, number>()
  private total = 0
  private openHeld = 0

  constructor(rule: Rule, capacity: number, types: FloorTypes, groups: CapGroups) {
    this.capacity = capacity
    this.openSeats = rule.unfilled === 'leave' ? capacity - floorSeats(rule) : null
    this.floors = rule.floors.map(({ seats }) => ({ seats, held: 0, heap: new WorstFirstHeap() }))
    this.types = types
    this.groupsOf = groups
  }

  add(g: number): number {
    const floor = this.floorOf(g)
    if (floor === null || floor.seats === 0) return this.addOpen(g)
    const full = this.fullOnFloor(floor, g)
    if (full === null) {
      this.sit(g, floor)
      return this.turnAwayFromOpen(g)
    }
    const last = this.last(full, onFloor)
    if (last < g) return this.addOpen(g)
    this.leave(last, floor)
    this.sit(g, floor)
    const turnedAway = this.turnAwayFromOpen(g)
    const passedOn = this.addOpen(last)
    return turnedAway === none ? passedOn : turnedAway
  }

  bar(g: number): number {
    const floor = this.floorOf(g)
    let bar = none
    if (floor !== null && floor.seats > 0) {
      const full = this.fullOnFloor(floor, g)
      if (full === null) return anywhere
      bar = this.last(full, onFloor)
    }
    const full = this.fullInOpen(g)
    if (full === null) return anywhere
    return Math.max(bar, this.last(full, onOpen))
  }

  held(visit: (g: number, floor: number) => void): void {
    for (const [g, place] of this.place) {
      if (place === nowhere) continue
      visit(
        g,
        place === onOpen ? none : ((this.types.floorsOf[this.types.typeOf(g)] as readonly number[])[0] as number),
      )
    }
  }

  /** The key of the smallest group of `g` that is full. Without caps one would be chosen here only if there is one. */
  fullCap(g: number): string {
    return (this.groupsOf(g).find(group => group.held >= group.max) as Group).key
  }

  private floorOf(g: number): FloorStep | null {
    const [floor] = this.types.floorsOf[this.types.typeOf(g)] as readonly number[]
    return floor === undefined ? null : (this.floors[floor] as FloorStep)
  }

  private fullOnFloor(floor: FloorStep, g: number): WorstFirstHeap | null {
    for (const group of this.groupsOf(g)) if (group.heldOnFloor >= group.max) return group.floorHeap
    return floor.held >= floor.seats ? floor.heap : null
  }

  private fullInOpen(g: number): WorstFirstHeap | null {
    for (const group of this.groupsOf(g)) if (group.held >= group.max) return group.openHeap
    return this.isOpenFull() ? this.open : null
  }

  private isOpenFull(): boolean {
    return this.openSeats === null ? this.total >= this.capacity : this.openHeld >= this.openSeats
  }

  /** The last one of a heap that still sits where the heap says, or `none`. */
  private last(heap: WorstFirstHeap, where: number): number {
    while (heap.size > 0 && this.place.get(heap.top()) !== where) heap.pop()
    return heap.size > 0 ? heap.top() : none
  }

  private sit(g: number, floor: FloorStep): void {
    this.place.set(g, onFloor)
    floor.held++
    floor.heap.push(g)
    this.total++
    for (const group of this.groupsOf(g)) {
      group.held++
      group.heldOnFloor++
      group.floorHeap.push(g)
    }
  }

  private leave(g: number, floor: FloorStep): void {
    this.place.set(g, nowhere)
    floor.held--
    this.total--
    for (const group of this.groupsOf(g)) {
      group.held--
      group.heldOnFloor--
    }
  }

  /** After `g` sat down on a floor: the last open one of the smallest group that now holds too many leaves. */
  private turnAwayFromOpen(g: number): number {
    const over = this.groupsOf(g).find(group => group.held > group.max)
    if (over) return this.removeOpen(this.last(over.openHeap, onOpen))
    return this.openSeats === null && this.total > this.capacity ? this.removeOpen(this.last(this.open, onOpen)) : none
  }

  private addOpen(g: number): number {
    const full = this.fullInOpen(g)
    const last = full === null ? none : this.last(full, onOpen)
    if (full !== null && last < g) return g
    if (last !== none) this.removeOpen(last)
    this.place.set(g, onOpen)
    this.openHeld++
    this.total++
    this.open.push(g)
    for (const group of this.groupsOf(g)) {
      group.held++
      group.openHeap.push(g)
    }
    return last
  }

  private removeOpen(g: number): number {
    this.place.set(g, nowhere)
    this.openHeld--
    this.total--
    for (const group of this.groupsOf(g)) group.held--
    return g
  }
}

export type CapGroups = (g: number) => readonly Group[]

/** The cap groups of an offer's candidates, `[from, to)`, smallest first for each candidate. */
export function capGroups(
  rule: Rule,
  from: number,
  to: number,
  groupAt: (g: number, key: string) => string | null,
): CapGroups {
  const groupsAt: Group[][] = Array.from({ length: to - from }, () => [])
  for (const { key, max } of rule.caps) {
    const byName = new Map<string, Group>()
    for (let g = from; g < to; g++) {
      const name = groupAt(g, key)
      // Without a value a unit is a group of its own, and no cap is below 1.
      if (name === null) continue
      const group = byName.get(name) ?? newGroup(key, max)
      byName.set(name, group)
      group.width++
      ;(groupsAt[g - from] as Group[]).push(group)
    }
  }
  for (const groups of groupsAt) groups.sort((a, b) => a.width - b.width)
  return g => groupsAt[g - from] as Group[]
}

const newGroup = (key: string, max: number): Group => ({
  key,
  max,
  width: 0,
  held: 0,
  heldOnFloor: 0,
  floorHeap: new WorstFirstHeap(),
  openHeap: new WorstFirstHeap(),
})
