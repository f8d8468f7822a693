import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import type { SigningKey } from '../signing-key.ts'

/** How long an access token is believed, in seconds: as on hosted Supabase. */
export const ACCESS_TOKEN_S = 3600
export const AUDIENCE = 'authenticated'

export type TokenClaims = {
  iss: string
  sub: string
  aud: string
  exp: number
  iat: number
  role: string
  session_id: string
  aal: string
  amr: { method: string; timestamp: number }[]
} & Record<string, unknown>

/** `expired` means that everything else about the token is right. */
export type TokenVerdict =
  | { ok: true; claims: TokenClaims }
  | { ok: false; reason: 'malformed' | 'signature' | 'expired' | 'audience' }

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

const parsedKeys = new WeakMap<SigningKey, { privateKey: KeyObject; publicKey: KeyObject }>()

function parsed(key: SigningKey): { privateKey: KeyObject; publicKey: KeyObject } {
  let pair = parsedKeys.get(key)
  if (pair === undefined) {
    pair = {
      privateKey: createPrivateKey({ key: key.privateJwk, format: 'jwk' }),
      publicKey: createPublicKey({ key: key.publicJwk, format: 'jwk' }),
    }
    parsedKeys.set(key, pair)
  }
  return pair
}

/** A JSON Web Token signed with ES256 (RFC 7515, RFC 7518 section 3.4) by the newest key. */
export function signAccessToken(claims: TokenClaims, keys: readonly SigningKey[]): string {
  const key = keys[0]
  if (key === undefined) throw new Error('There is no key to sign tokens with')
  const text = `${encode({ alg: 'ES256', kid: key.kid, typ: 'JWT' })}.${encode(claims)}`
  const signature = sign('sha256', Buffer.from(text), { key: parsed(key).privateKey, dsaEncoding: 'ieee-p1363' })
  return `${text}.${signature.toString('base64url')}`
}

/** Tokens whose signature was found right, by the keys it was checked with; a signed-in reader sends one many times. */
const believed = new WeakMap<readonly SigningKey[], Map<string, TokenClaims>>()
const MOST_BELIEVED = 1_000

/** Only ES256 by a key of ours is believed, whatever the token says of itself; it is expired from its `exp` on. */
export function verifyAccessToken(token: string, keys: readonly SigningKey[], now: number): TokenVerdict {
  const known = believed.get(keys) ?? new Map<string, TokenClaims>()
  believed.set(keys, known)
  const claims = known.get(token)
  if (claims !== undefined && now / 1000 < claims.exp) return { ok: true, claims }
  known.delete(token)
  const verdict = verifyAnew(token, keys, now)
  if (!verdict.ok) return verdict
  const [oldest] = known.keys()
  if (known.size >= MOST_BELIEVED && oldest !== undefined) known.delete(oldest)
  known.set(token, verdict.claims)
  return verdict
}

function verifyAnew(token: string, keys: readonly SigningKey[], now: number): TokenVerdict {
  const parts = token.split('.')
  const [head, body, signature] = parts
  const header = readPart(head)
  const claims = readPart(body)
  if (parts.length !== 3 || signature === undefined || header === null || claims === null) {
    return { ok: false, reason: 'malformed' }
  }
  const key = keys.find(candidate => candidate.kid === header.kid)
  if (key === undefined || header.alg !== 'ES256') return { ok: false, reason: 'signature' }
  const { publicKey } = parsed(key)
  const bytes = Buffer.from(signature, 'base64url')
  const isOurs = verify('sha256', Buffer.from(`${head}.${body}`), { key: publicKey, dsaEncoding: 'ieee-p1363' }, bytes)
  // A second spelling of the same signature is not the token that was given out.
  if (!isOurs || bytes.toString('base64url') !== signature) return { ok: false, reason: 'signature' }
  if (typeof claims.exp !== 'number' || now / 1000 >= claims.exp) return { ok: false, reason: 'expired' }
  if (claims.aud !== AUDIENCE || claims.role !== 'authenticated') return { ok: false, reason: 'audience' }
  return { ok: true, claims: claims as TokenClaims }
}

function readPart(part: string | undefined): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(part ?? '', 'base64url').toString())
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null
  } catch {
    return null
  }
}

/** The public halves, as `/auth/v1/.well-known/jwks.json` gives them. */
export function publicKeySet(keys: readonly SigningKey[]): { keys: object[] } {
  return {
    keys: keys.map(({ kid, publicJwk }) => ({
      ...publicJwk,
      alg: 'ES256',
      kid,
      use: 'sig',
      key_ops: ['verify'],
      ext: true,
    })),
  }
}
