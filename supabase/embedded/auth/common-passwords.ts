import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

/**
 * A Bloom filter over the passwords of `data/passwords/README.md`: what is in the list is always found, and of a
 * million others about seven. It is read at the first question, half a megabyte.
 */
export const BITS_PER_PASSWORD = 20
const POSITIONS = 14

const file = new URL('../../../data/passwords/common.bloom', import.meta.url)
let filter: Uint8Array | null = null

export function isCommonPassword(text: string): boolean {
  filter ??= readFileSync(file)
  const bits = filter
  return positionsOf(text, bits.length * 8).every(at => ((bits[at >> 3] ?? 0) & (1 << (at & 7))) !== 0)
}

export function makeFilter(passwords: ReadonlySet<string>): Uint8Array {
  const bits = new Uint8Array(Math.ceil((passwords.size * BITS_PER_PASSWORD) / 8))
  for (const password of passwords) {
    for (const at of positionsOf(password, bits.length * 8)) bits[at >> 3] = (bits[at >> 3] ?? 0) | (1 << (at & 7))
  }
  return bits
}

/** One spelling for all ways to write it large or small. */
export const foldPassword = (text: string): string => text.normalize('NFKC').toLowerCase()

function positionsOf(text: string, size: number): number[] {
  const hash = createHash('sha256').update(text).digest()
  const [first, step] = [hash.readUIntBE(0, 5), hash.readUIntBE(6, 5)]
  return Array.from({ length: POSITIONS }, (_, index) => (first + index * step) % size)
}
