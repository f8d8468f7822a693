import { randomUUID } from 'node:crypto'
import { isIP } from 'node:net'
import type { Statement } from '../engine/db.ts'
import { ACCESS_TOKEN_S, AUDIENCE, signAccessToken } from './access-token.ts'
import { type Account, readTime, type Session, toUser } from './account.ts'
import type { AuthCall } from './auth-call.ts'
import { AuthError } from './auth-error.ts'
import { createRefreshKey, writeRefreshToken } from './refresh-token.ts'

type Json = Record<string, unknown>
type Method = Session['amr'][number]

/** What an answer needs besides the account. */
export type Issuer = Pick<AuthCall, 'issuer' | 'keys' | 'now' | 'request'>

/** A day: no session is believed for longer than twelve hours, so these are nobody's. */
const FORGOTTEN_MS = 86_400_000

/**
 * A session with an id and a key of its own. Where it takes the place of another, the other is gone, and what was
 * proven and when it began is kept: a token from before opens nothing.
 */
export function startSession(
  account: Account,
  method: string,
  call: Issuer,
  step?: { from: Session; factorId: string },
): { id: string; statements: Statement[] } {
  const id = randomUUID()
  const now = new Date(call.now).toISOString()
  const proven: Method[] = (step?.from.amr ?? []).filter(each => each.method !== method)
  const insert = `insert into auth.sessions
      (id, user_id, created_at, updated_at, factor_id, aal, user_agent, ip, refresh_token_hmac_key, refresh_token_counter)
    values ($1, $2, $3, $4, $5, $6::auth.aal_level, $7, $8::inet, $9, 0)`
  const statements: Statement[] = [
    {
      text: 'delete from auth.sessions where user_id = $1 and (id = $2::uuid or created_at < $3)',
      params: [account.id, step?.from.id ?? null, new Date(call.now - FORGOTTEN_MS).toISOString()],
    },
    {
      text: insert,
      params: [
        id,
        account.id,
        step?.from.created_at ?? now,
        now,
        step?.factorId ?? null,
        step === undefined ? 'aal1' : 'aal2',
        call.request.headers.get('user-agent'),
        clientIp(call.request.headers),
        createRefreshKey(),
      ],
    },
    ...[...proven, { method, at: now }].map(each => ({
      text: `insert into auth.mfa_amr_claims (id, session_id, created_at, updated_at, authentication_method)
        values (gen_random_uuid(), $1, $2, $2, $3)`,
      params: [id, each.at, each.method],
    })),
    {
      text: 'update auth.users set last_sign_in_at = $2, updated_at = $2 where id = $1',
      params: [account.id, now],
    },
  ]
  return { id, statements }
}

export function clientIp(headers: Headers): string | null {
  const first = (headers.get('x-forwarded-for') ?? '').split(',')[0]?.trim() ?? ''
  return isIP(first) === 0 ? null : first
}

/** The pair of tokens and the account; a refusal where the session ended meanwhile. */
export function toSession(account: Account | null, sessionId: string, call: Issuer): Json | AuthError {
  const session = account?.sessions.find(each => each.id === sessionId)
  if (account === null || session === undefined) {
    return new AuthError(400, 'session_not_found', 'Invalid Refresh Token: No Valid Session Found')
  }
  const iat = Math.floor(call.now / 1000)
  const exp = iat + ACCESS_TOKEN_S
  const claims = {
    iss: call.issuer,
    sub: account.id,
    aud: AUDIENCE,
    exp,
    iat,
    email: account.email,
    phone: '',
    app_metadata: account.raw_app_meta_data,
    user_metadata: account.raw_user_meta_data,
    role: account.role,
    aal: session.aal,
    amr: session.amr.map(each => ({ method: each.method, timestamp: Math.floor(readTime(each.at) / 1000) })),
    session_id: session.id,
    is_anonymous: false,
  }
  return {
    access_token: signAccessToken(claims, call.keys),
    token_type: 'bearer',
    expires_in: ACCESS_TOKEN_S,
    expires_at: exp,
    refresh_token: writeRefreshToken(
      { sessionId: session.id, counter: session.refresh_token_counter },
      session.refresh_token_hmac_key,
    ),
    user: toUser(account),
  }
}
