import { widened } from './widened.ts'

const quote = 0x22
const notInText = -1

/** The different strings of one text, numbered as they come. Ids come back again and again, and are kept once. */
export class StringTable {
  readonly strings: string[] = []
  private readonly text: string
  private hashes = new Int32Array(64)
  /** Where a string first stands in the text, so that it can be compared without leaving the text. */
  private starts = new Int32Array(64)
  /** Open addressing: the number of a string plus one, 0 for an empty slot. At most half are taken. */
  private slots = new Int32Array(128)

  constructor(text: string) {
    this.text = text
  }

  /**
   * The number of the string from `start` to before `end`, where a quotation mark stands and none before, and no
   * escape; `hash` is `nextHash` over its code units, from 0.
   */
  numberAt(start: number, end: number, hash: number): number {
    const mask = this.slots.length - 1
    for (let slot = spread(hash) & mask; ; slot = (slot + 1) & mask) {
      const number = (this.slots[slot] as number) - 1
      if (number === -1) return this.add(this.text.slice(start, end), hash, start, slot)
      const first = this.starts[number] as number
      if (first === notInText) {
        if (this.strings[number] === this.text.slice(start, end)) return number
      } else if (this.isSame(first, start, end)) return number
    }
  }

  numberOf(string: string): number {
    let hash = 0
    for (let i = 0; i < string.length; i++) hash = nextHash(hash, string.charCodeAt(i))
    const mask = this.slots.length - 1
    for (let slot = spread(hash) & mask; ; slot = (slot + 1) & mask) {
      const number = (this.slots[slot] as number) - 1
      if (number === -1) return this.add(string, hash, notInText, slot)
      if (this.hashes[number] === hash && this.strings[number] === string) return number
    }
  }

  /** Both end with their quotation mark, so of two different lengths one is met before the other's end. */
  private isSame(first: number, start: number, end: number): boolean {
    const { text } = this
    const shift = first - start
    if (text.charCodeAt(end + shift) !== quote) return false
    for (let i = start; i < end; i++) if (text.charCodeAt(i) !== text.charCodeAt(i + shift)) return false
    return true
  }

  private add(string: string, hash: number, start: number, slot: number): number {
    const number = this.strings.push(string) - 1
    if (number === this.hashes.length) {
      this.hashes = widened(this.hashes)
      this.starts = widened(this.starts)
    }
    this.hashes[number] = hash
    this.starts[number] = start
    if (2 * this.strings.length <= this.slots.length) this.slots[slot] = number + 1
    else this.rehash()
    return number
  }

  private rehash(): void {
    this.slots = new Int32Array(2 * this.slots.length)
    const mask = this.slots.length - 1
    for (let number = 0; number < this.strings.length; number++) {
      let slot = spread(this.hashes[number] as number) & mask
      while (this.slots[slot] !== 0) slot = (slot + 1) & mask
      this.slots[slot] = number + 1
    }
  }
}

export const nextHash = (hash: number, unit: number) => (Math.imul(hash, 31) + unit) | 0

const spread = (hash: number) => Math.imul(hash, 0x9e3779b1) >>> 7
