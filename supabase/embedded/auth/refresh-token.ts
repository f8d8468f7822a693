import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/**
 * A refresh token names its session and how often that was renewed, sealed with the session's own key: the second
 * kind of Supabase Auth (`internal/crypto/refresh_tokens.go`). So the database keeps no token, and the newest one can
 * be written out again for a request that came twice.
 */
export type RefreshToken = { sessionId: string; counter: number }

const SEAL_BYTES = 16
const ID_BYTES = 16
const COUNTER_BYTES = 6

export const createRefreshKey = (): string => randomBytes(32).toString('base64url')

export function writeRefreshToken({ sessionId, counter }: RefreshToken, key: string): string {
  const body = Buffer.alloc(1 + ID_BYTES + COUNTER_BYTES)
  body.write(sessionId.replaceAll('-', ''), 1, 'hex')
  body.writeUIntBE(counter, 1 + ID_BYTES, COUNTER_BYTES)
  return Buffer.concat([body, seal(body, key)]).toString('base64url')
}

/** What the token says of itself; nothing is proven before `isSealedWith`. */
export function readRefreshToken(token: string): RefreshToken | null {
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length !== 1 + ID_BYTES + COUNTER_BYTES + SEAL_BYTES || bytes[0] !== 0) return null
  if (bytes.toString('base64url') !== token) return null
  const hex = bytes.toString('hex', 1, 1 + ID_BYTES)
  const sessionId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  return { sessionId, counter: bytes.readUIntBE(1 + ID_BYTES, COUNTER_BYTES) }
}

export function isSealedWith(token: string, key: string): boolean {
  const bytes = Buffer.from(token, 'base64url')
  return timingSafeEqual(bytes.subarray(-SEAL_BYTES), seal(bytes.subarray(0, -SEAL_BYTES), key))
}

function seal(body: Buffer, key: string): Buffer {
  return createHmac('sha256', Buffer.from(key, 'base64url')).update(body).digest().subarray(0, SEAL_BYTES)
}
