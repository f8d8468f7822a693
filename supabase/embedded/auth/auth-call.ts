import type { Db } from '../engine/db.ts'
import type { SigningKey } from '../signing-key.ts'
import type { Account, Session } from './account.ts'

export type Json = Record<string, unknown>

export type AuthCall = {
  db: Db
  /** Milliseconds since 1970, the same for the whole call. */
  now: number
  keys: readonly SigningKey[]
  /** Where the tokens say that they come from. */
  issuer: string
  request: Request
  url: URL
  body: Json
  /** What the address names: an account, then a factor. */
  ids: string[]
}

/** With the session that the bearer's token belongs to, as it is now. */
export type SignedInCall = AuthCall & { account: Account; session: Session }

export function respond(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  const all = { 'x-supabase-api-version': '2024-01-01', 'Cache-Control': 'no-store', ...headers }
  if (body === null) return new Response(null, { status, headers: all })
  return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json', ...all } })
}
