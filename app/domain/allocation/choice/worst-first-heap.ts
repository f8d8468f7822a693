/** A heap of positions whose top is the largest, that is the last in priority order. */
export class WorstFirstHeap {
  size = 0
  private items = new Int32Array(4)

  top(): number {
    return this.items[0] as number
  }

  push(item: number): void {
    if (this.size === this.items.length) {
      const wider = new Int32Array(2 * this.size)
      wider.set(this.items)
      this.items = wider
    }
    const { items } = this
    let i = this.size++
    while (i > 0) {
      const parent = (i - 1) >> 1
      const above = items[parent] as number
      if (above >= item) break
      items[i] = above
      i = parent
    }
    items[i] = item
  }

  pop(): number {
    const top = this.items[0] as number
    this.size--
    if (this.size > 0) this.sink(this.items[this.size] as number)
    return top
  }

  /** Puts `item` in the place of the top and returns the old top. */
  replaceTop(item: number): number {
    const top = this.items[0] as number
    this.sink(item)
    return top
  }

  /** In no particular order. */
  members(): Int32Array {
    return this.items.slice(0, this.size)
  }

  private sink(item: number): void {
    const { items, size } = this
    let i = 0
    for (;;) {
      let child = 2 * i + 1
      if (child >= size) break
      if (child + 1 < size && (items[child + 1] as number) > (items[child] as number)) child++
      const below = items[child] as number
      if (below <= item) break
      items[i] = below
      i = child
    }
    items[i] = item
  }
}
