import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'

/** RFC 8785: keys in UTF-16 order, no space; undefined members are left out. */
export function canonicalText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.entries(value).filter(([, member]) => member !== undefined)
  members.sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonicalText(member)}`).join(',')}}`
}

/** SHA-256 of the RFC 8785 form, as 64 hexadecimal digits. */
export function digestOf(value: unknown): string {
  return bytesToHex(sha256(utf8ToBytes(canonicalText(value))))
}

/** HMAC-SHA-256 of the RFC 8785 form under a secret of 64 hexadecimal digits. */
export function keyedDigest(secret: string, value: unknown): string {
  return bytesToHex(hmac(sha256, hexToBytes(secret), utf8ToBytes(canonicalText(value))))
}

/** A leaf of the Merkle tree: a zero byte before the RFC 8785 form. */
export function leafDigest(leaf: unknown): string {
  return bytesToHex(sha256(new Uint8Array([0, ...utf8ToBytes(canonicalText(leaf))])))
}

/** The root over leaf digests: a one byte before each pair; an odd one moves up unchanged. */
export function rootDigest(leaves: readonly string[]): string {
  let level = [...leaves]
  if (level.length === 0) return bytesToHex(sha256(new Uint8Array()))
  while (level.length > 1) {
    const pairs = Array.from({ length: Math.ceil(level.length / 2) }, (_, i) => level.slice(2 * i, 2 * i + 2))
    level = pairs.map(pair =>
      pair[1] === undefined ? (pair[0] as string) : bytesToHex(sha256(hexToBytes(`01${pair.join('')}`))),
    )
  }
  return level[0] as string
}
