import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import { Broken } from './broken.ts'
import type { Ties } from './instance.ts'
import { isShortSignature } from './short-signature.ts'

/** The public beacon of the League of Entropy: unchained, signatures on G1 (RFC 9380), one round in three seconds. */
export const QUICKNET = {
  chainHash: '52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971',
  groupHash: 'f477d5c89f21a17c863a7f937c6a6d15859414d2be09cd448d4279af331c5d3e',
  publicKey:
    '83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d106451' +
    '0d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a',
  genesisUnix: 1_692_803_367,
  periodSeconds: 3,
  id: 'quicknet',
} as const

const DOMAIN = 'BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_'

export type SeedProof = { source: string; round: number; signature: string; randomness: string; closedAt: string }

/**
 * The seed is the randomness of a drand round that came after the close, and nothing else: a proof where there is no
 * seed, or a seed without proof, is broken as well.
 */
export function checkSeed(ties: Ties | undefined, proof: SeedProof | null) {
  const seed = ties && 'seed' in ties ? ties.seed : null
  if ((seed === null) !== (proof === null)) throw new Broken('seed', 'seedProof')
  if (proof === null) return
  if (proof.source !== 'drand-quicknet') throw new Broken('seed', 'seedProof.source')
  if (proof.randomness !== seed) throw new Broken('seed', 'seedProof.randomness')
  const closedAt = unixSeconds(proof.closedAt)
  if (closedAt === null || roundTime(proof.round) <= closedAt) throw new Broken('seed', 'seedProof.closedAt')
  if (!isSignedRound(proof.round, proof.signature)) throw new Broken('seed', 'seedProof.signature')
  if (randomnessOf(proof.signature) !== seed) throw new Broken('seed', 'seedProof.randomness')
}

/** When a round is signed, in seconds since 1970; round 1 at the genesis. */
export function roundTime(round: number): number {
  return QUICKNET.genesisUnix + (round - 1) * QUICKNET.periodSeconds
}

/** SHA-256 of the signature's bytes. */
export function randomnessOf(signature: string): string {
  return bytesToHex(sha256(hexToBytes(signature)))
}

/** The signature of quicknet's key over SHA-256 of the round number as eight bytes, the highest first. */
export function isSignedRound(round: number, signature: string): boolean {
  if (!/^[0-9a-f]{96}$/.test(signature) || !Number.isSafeInteger(round) || round < 1) return false
  const message = new Uint8Array(8)
  new DataView(message.buffer).setBigUint64(0, BigInt(round))
  return isShortSignature(hexToBytes(signature), sha256(message), hexToBytes(QUICKNET.publicKey), DOMAIN)
}

const INSTANT = /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(\.\d+)?(?:[Zz]|([+-])(\d\d):(\d\d))$/

/** An RFC 3339 instant in seconds since 1970, or null; computed here because rules read no clock and no time zone. */
export function unixSeconds(text: string): number | null {
  const parts = INSTANT.exec(text)
  if (!parts) return null
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  if (month < 1 || month > 12 || day < 1 || day > (lengths[month - 1] as number)) return null
  const offset = Number(parts[9] ?? 0) * 60 + Number(parts[10] ?? 0)
  if (hour > 23 || minute > 59 || second > 60 || Number(parts[9] ?? 0) > 23 || Number(parts[10] ?? 0) > 59) return null
  const before = year - 1
  const leapDays = Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400)
  const days = before * 365 + leapDays + lengths.slice(0, month - 1).reduce((sum, length) => sum + length, 0) + day - 1
  // 719,162 days lie between the first of January of the years 1 and 1970.
  const local = ((days - 719_162) * 24 + hour) * 3600 + minute * 60 + second + Number(parts[7] ?? 0)
  return local - (parts[8] === '-' ? -offset : offset) * 60
}
