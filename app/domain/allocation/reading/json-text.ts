/**
 * JSON read strictly and without loss: an object keeps its members in the order of the text, so a key that stands
 * twice can be seen, and a number whose value is no whole number is no value here. (`JSON.parse` keeps the last of two
 * equal keys in silence, rounds a fraction below its precision away, and takes seconds for objects with many keys.)
 */
export class JsonMembers {
  readonly keys: string[] = []
  readonly values: JsonValue[] = []
}

export type JsonValue = string | number | boolean | null | JsonValue[] | JsonMembers

/** No instance nests deeper than ten; what does is not well formed, and must not exhaust the stack. */
const deepest = 64

/** Null where the text is no JSON, holds a number with a fraction, or nests too deep. */
export function readJsonText(text: string): { value: JsonValue } | null {
  try {
    return { value: new Parser(text).read() }
  } catch (error) {
    if (error instanceof NotJson) return null
    throw error
  }
}

/** How many strings are remembered, a power of two; of two strings with one place the later is kept. */
function placesFor(length: number): number {
  let places = 64
  while (places < 2 ** 18 && places * 64 < length) places *= 2
  return places
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
  private readonly seen: (string | undefined)[]
  constructor(text: string) {
    this.text = text
    this.seen = new Array(placesFor(text.length))
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
    if (c === quote) return this.string()
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

  private list(): JsonValue[] {
    const items: JsonValue[] = []
    if (this.isClosed(closeList)) return items
    do items.push(this.value())
    while (this.goesOn(closeList))
    return items
  }

  private members(): JsonMembers {
    const members = new JsonMembers()
    if (this.isClosed(closeObject)) return members
    do {
      if (this.skipSpace() !== quote) throw new NotJson()
      members.keys.push(this.string())
      this.take(colon)
      members.values.push(this.value())
    } while (this.goesOn(closeObject))
    return members
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

  private string(): string {
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
      hash = (Math.imul(hash, 31) + c) | 0
    }
    this.at = i + 1
    return isEscaped ? unescaped(text.slice(start - 1, i + 1)) : this.known(start, i, hash)
  }

  /** Ids come back again and again: the same string again is cheaper to keep and to look up than an equal one. */
  private known(start: number, end: number, hash: number): string {
    const slot = (hash ^ (hash >>> 15)) & (this.seen.length - 1)
    const last = this.seen[slot]
    if (last !== undefined && last.length === end - start && this.text.startsWith(last, start)) return last
    const fresh = this.text.slice(start, end)
    this.seen[slot] = fresh
    return fresh
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
