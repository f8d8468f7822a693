import type { JsonRows } from './json-rows.ts'
import { JsonStrings } from './json-value.ts'

/** Finds named things by the strings of a text: each different string is looked up once. */
export class Places {
  private readonly byName: ReadonlyMap<string, number>
  private known: { rows: JsonRows; places: Int32Array } | null = null

  constructor(byName: ReadonlyMap<string, number>) {
    this.byName = byName
  }

  /** Writes the place of each item of a list into `into`, from `at` on; -1 where an item names nothing. */
  write(row: JsonStrings | readonly unknown[], into: Int32Array, at: number): void {
    if (!(row instanceof JsonStrings)) {
      for (let i = 0; i < row.length; i++) into[at + i] = this.byName.get(row[i] as string) ?? -1
      return
    }
    const { rows, from, to } = row
    if (this.known?.rows !== rows) this.known = { rows, places: this.placesIn(rows) }
    const { places } = this.known
    for (let i = from; i < to; i++) into[at + i - from] = places[rows.names[i] as number] as number
  }

  private placesIn({ table: { strings } }: JsonRows): Int32Array {
    const places = new Int32Array(strings.length)
    for (let number = 0; number < strings.length; number++) {
      places[number] = this.byName.get(strings[number] as string) ?? -1
    }
    return places
  }
}
