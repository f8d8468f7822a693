import { JsonRows, largestInRow } from './json-rows.ts'
import { JsonCounts, JsonMembers, JsonStrings, type JsonValue } from './json-value.ts'
import { nextHash, StringTable } from './string-table.ts'

/** No instance nests deeper than ten; what does is not well formed, and must not exhaust the stack. */
const deepest = 64

const mostShapes = 8

/**
 * JSON read strictly and without loss: a key that stands twice can be seen, and a number whose value is no whole number
 * is no value here. (`JSON.parse` keeps the last of two equal keys in silence, rounds a fraction below its precision
 * away, and takes seconds for objects with many keys.) Null where the text is no JSON, holds a number with a fraction,
 * or nests too deep.
 */
export function readJsonText(text: string): { value: JsonValue } | null {
  try {
    return { value: new Parser(text).read() }
  } catch (error) {
    if (error instanceof NotJson) return null
    throw error
  }
}

class NotJson extends Error {}

const code = (character: string) => character.charCodeAt(0)
const quote = code('"')
const backslash = code('\\')
const comma = code(',')
const colon = code(':')
const minus = code('-')
const zero = code('0')
const nine = code('9')
const openList = code('[')
const closeList = code(']')
const openObject = code('{')
const closeObject = code('}')

class Parser {
  private readonly text: string
  private at = 0
  private depth = 0
  private readonly table: StringTable
  private readonly rows: JsonRows
  private readonly shapes: (readonly string[])[] = []
  constructor(text: string) {
    this.text = text
    this.table = new StringTable(text)
    this.rows = new JsonRows(this.table)
  }

  read(): JsonValue {
    const value = this.value()
    this.skipSpace()
    if (this.at < this.text.length) throw new NotJson()
    return value
  }

  /** The next character that is no white space, not yet taken. */
  private skipSpace(): number {
    for (;;) {
      const c = this.text.charCodeAt(this.at)
      if (c !== 0x20 && c !== 0x0a && c !== 0x0d && c !== 0x09) return c
      this.at++
    }
  }

  private take(wanted: number): void {
    if (this.skipSpace() !== wanted) throw new NotJson()
    this.at++
  }

  private value(): JsonValue {
    const c = this.skipSpace()
    if (c === quote) return this.table.strings[this.string()] as string
    if (c === minus || (c >= zero && c <= nine)) return this.number()
    if (c === openList || c === openObject) {
      this.at++
      if (++this.depth > deepest) throw new NotJson()
      const value = c === openList ? this.list() : this.members()
      this.depth--
      return value
    }
    return this.word()
  }

  private list(): JsonValue[] | JsonStrings {
    const items: JsonValue[] = []
    if (this.isClosed(closeList)) return items
    const { rows } = this
    const from = rows.size
    while (this.skipSpace() === quote) {
      rows.add(this.string(), 0)
      if (!this.goesOn(closeList)) return new JsonStrings(rows, from, rows.size)
    }
    for (let place = from; place < rows.size; place++) items.push(rows.nameAt(place))
    rows.size = from
    do items.push(this.value())
    while (this.goesOn(closeList))
    return items
  }

  private members(): JsonMembers | JsonCounts {
    const keys: string[] = []
    const values: JsonValue[] = []
    if (this.isClosed(closeObject)) return new JsonMembers(keys, values)
    const { rows } = this
    const from = rows.size
    let key = this.key()
    for (let count = this.plainCount(); count !== -1; count = this.plainCount()) {
      rows.add(key, count)
      if (!this.goesOn(closeObject)) return new JsonCounts(new JsonStrings(rows, from, rows.size))
      key = this.key()
    }
    for (let place = from; place < rows.size; place++) {
      keys.push(rows.nameAt(place))
      values.push(rows.counts[place] as number)
    }
    rows.size = from
    for (;;) {
      keys.push(this.table.strings[key] as string)
      values.push(this.value())
      // A copy has no room to grow: among a hundred thousand objects that room is most of what they take.
      if (!this.goesOn(closeObject)) return new JsonMembers(this.sharedKeys(keys), values.slice())
      key = this.key()
    }
  }

  /** One of the lists of keys met before, where it holds the same: the rows of a list are nearly all of few shapes. */
  private sharedKeys(keys: string[]): readonly string[] {
    const { shapes } = this
    const known = shapes.find(shape => shape.length === keys.length && shape.every((key, i) => key === keys[i]))
    if (known) return known
    shapes.unshift(keys.slice())
    if (shapes.length > mostShapes) shapes.pop()
    return shapes[0] as readonly string[]
  }

  private key(): number {
    if (this.skipSpace() !== quote) throw new NotJson()
    const key = this.string()
    this.take(colon)
    return key
  }

  /** A number that has its place in a row of counts, or -1 with nothing taken. */
  private plainCount(): number {
    const c = this.skipSpace()
    if (c < zero || c > nine) return -1
    const start = this.at
    const value = this.plainNumber()
    if (value !== null && value <= largestInRow) return value
    this.at = start
    return -1
  }

  private isClosed(close: number): boolean {
    if (this.skipSpace() !== close) return false
    this.at++
    return true
  }

  private goesOn(close: number): boolean {
    const c = this.skipSpace()
    this.at++
    if (c === comma) return true
    if (c === close) return false
    throw new NotJson()
  }

  /** The number of the next string in the table. */
  private string(): number {
    const { text } = this
    const start = this.at + 1
    let isEscaped = false
    let hash = 0
    let i = start
    for (; ; i++) {
      const c = text.charCodeAt(i)
      if (c === quote) break
      // Also false for NaN, which is the end of the text.
      if (!(c >= 0x20)) throw new NotJson()
      if (c === backslash) {
        isEscaped = true
        i++
      }
      hash = nextHash(hash, c)
    }
    this.at = i + 1
    if (isEscaped) return this.table.numberOf(unescaped(text.slice(start - 1, i + 1)))
    return this.table.numberAt(start, i, hash)
  }

  private number(): number {
    const start = this.at
    const plain = this.plainNumber()
    if (plain !== null) return plain
    this.at = start
    while (/[-+.0-9eE]/.test(this.text.charAt(this.at))) this.at++
    const token = this.text.slice(start, this.at)
    if (!isWholeNumber(token)) throw new NotJson()
    return Number(token)
  }

  /** Up to 15 digits and nothing else, the form that nearly all numbers have. */
  private plainNumber(): number | null {
    const start = this.at
    let value = 0
    let c = this.text.charCodeAt(this.at)
    for (; c >= zero && c <= nine; c = this.text.charCodeAt(this.at)) {
      value = 10 * value + (c - zero)
      this.at++
    }
    const digits = this.at - start
    const isPlain = c === comma || c === closeList || c === closeObject
    return isPlain && digits <= 15 && (digits === 1 || this.text.charCodeAt(start) !== zero) ? value : null
  }

  private word(): boolean | null {
    for (const [word, value] of [
      ['true', true],
      ['false', false],
      ['null', null],
    ] as const) {
      if (!this.text.startsWith(word, this.at)) continue
      this.at += word.length
      return value
    }
    throw new NotJson()
  }
}

function unescaped(quoted: string): string {
  try {
    return JSON.parse(quoted) as string
  } catch {
    throw new NotJson()
  }
}

/** Whether a token is a JSON number, such as `1.50e2`, whose value is a whole number. */
export function isWholeNumber(token: string): boolean {
  const parts = /^-?(0|[1-9][0-9]*)(?:\.([0-9]+))?(?:[eE]([-+]?[0-9]+))?$/.exec(token)
  if (!parts) return false
  const [, whole = '', fraction, exponent] = parts
  if (fraction === undefined && exponent === undefined) return true
  const digits = (whole + (fraction ?? '')).replace(/0+$/, '')
  if (/^0*$/.test(digits)) return true
  const trailingZeros = whole.length + (fraction ?? '').length - digits.length
  return Number(exponent ?? 0) - (fraction ?? '').length + trailingZeros >= 0
}
