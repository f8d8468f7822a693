import type { JsonRows } from './json-rows.ts'

/** An object with its members in the order of the text, so that a key that stands twice can be seen. */
export class JsonMembers {
  readonly keys: readonly string[]
  readonly values: readonly JsonValue[]

  constructor(keys: readonly string[], values: readonly JsonValue[]) {
    this.keys = keys
    this.values = values
  }
}

/** A list of strings only: places `from` to `to - 1` of the rows. Most of a large instance is such lists. */
export class JsonStrings {
  readonly rows: JsonRows
  readonly from: number
  readonly to: number

  constructor(rows: JsonRows, from: number, to: number) {
    this.rows = rows
    this.from = from
    this.to = to
  }

  get length(): number {
    return this.to - this.from
  }

  toList(): string[] {
    return Array.from({ length: this.length }, (_, i) => this.rows.nameAt(this.from + i))
  }
}

/** An object whose values are all whole numbers from 0 to `largestInRow`. */
export class JsonCounts {
  readonly names: JsonStrings

  constructor(names: JsonStrings) {
    this.names = names
  }

  get counts(): Int32Array {
    const { rows, from, to } = this.names
    return rows.counts.subarray(from, to)
  }

  toMembers(): JsonMembers {
    return new JsonMembers(this.names.toList(), Array.from(this.counts))
  }
}

export type JsonValue = string | number | boolean | null | JsonValue[] | JsonStrings | JsonMembers | JsonCounts
