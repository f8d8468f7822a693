import type { StringTable } from './string-table.ts'
import { widened } from './widened.ts'

export const largestInRow = 0x7fffffff

/**
 * The lists of strings and the objects of counts of a text, all in two long columns: a hundred thousand arrays of their
 * own would cost more than what stands in them. `names` are numbers of strings; beside a list `counts` means nothing.
 */
export class JsonRows {
  readonly table: StringTable
  names = new Int32Array(1024)
  counts = new Int32Array(1024)
  size = 0

  constructor(table: StringTable) {
    this.table = table
  }

  add(name: number, count: number): void {
    if (this.size === this.names.length) {
      this.names = widened(this.names)
      this.counts = widened(this.counts)
    }
    this.names[this.size] = name
    this.counts[this.size++] = count
  }

  nameAt(place: number): string {
    return this.table.strings[this.names[place] as number] as string
  }
}
