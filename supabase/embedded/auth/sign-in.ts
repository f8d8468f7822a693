import { UnsupportedError } from '../unsupported.ts'
import { findAccount, isBanned, readTime } from './account.ts'
import type { AuthCall, Json } from './auth-call.ts'
import { AuthError, invalid, wrongCredentials } from './auth-error.ts'
import { decide } from './decide.ts'
import { isPassword } from './password-hash.ts'
import { isSealedWith, readRefreshToken } from './refresh-token.ts'
import { clientIp, startSession, toSession } from './session.ts'

/** How long the token before the newest is taken for a request that came twice. */
export const REUSE_MS = 10_000

/** Whether an account is banned or unconfirmed is told only to who knows its password. */
export async function signInWithPassword(call: AuthCall): Promise<Json> {
  const { db, now, body } = call
  if (body.phone) throw new UnsupportedError('auth', 'sign-in by telephone')
  if (typeof body.email !== 'string' || body.email === '') throw invalid('missing email or phone')
  const email = body.email.toLowerCase()
  const password = typeof body.password === 'string' ? body.password : ''
  let checked: { hash: string | null; isRight: boolean } | null = null
  return decide(db, async () => {
    const account = await findAccount(db, 'email', email)
    const hash = account?.encrypted_password ?? null
    if (checked?.hash !== hash || checked === null) checked = { hash, isRight: await isPassword(password, hash) }
    if (account === null || !checked.isRight) throw wrongCredentials()
    if (isBanned(account, now)) throw new AuthError(400, 'user_banned', 'User is banned')
    if (!account.email_confirmed_at) throw new AuthError(400, 'email_not_confirmed', 'Email not confirmed')
    const { id, statements } = startSession(account, 'password', call)
    return { on: account, statements, answer: fresh => toSession(fresh, id, call) }
  })
}

/**
 * Each token is taken once. The one before the newest gives the newest again for ten seconds; any older one, or that
 * one later, is somebody's copy, and the session ends for both.
 */
export async function refreshSession(call: AuthCall): Promise<Json> {
  const { db, now, body, request } = call
  const text = typeof body.refresh_token === 'string' ? body.refresh_token : ''
  if (text === '') throw invalid('refresh_token required')
  const notFound = () => new AuthError(400, 'refresh_token_not_found', 'Invalid Refresh Token: Refresh Token Not Found')
  const token = readRefreshToken(text)
  if (token === null) throw notFound()
  return decide(db, async () => {
    const account = await findAccount(db, 'session', token.sessionId)
    const session = account?.sessions.find(each => each.id === token.sessionId)
    if (!account || !session?.refresh_token_hmac_key || !isSealedWith(text, session.refresh_token_hmac_key)) {
      throw notFound()
    }
    if (isBanned(account, now)) throw new AuthError(400, 'user_banned', 'Invalid Refresh Token: User Banned')
    if (session.not_after !== null && now > Date.parse(session.not_after)) {
      throw new AuthError(400, 'session_expired', 'Invalid Refresh Token: Session Expired')
    }
    const answer = (fresh: typeof account | null) => toSession(fresh, session.id, call)
    const behind = session.refresh_token_counter - token.counter
    if (behind === 0) {
      const text = `update auth.sessions set refresh_token_counter = refresh_token_counter + 1,
          refreshed_at = $2::timestamptz at time zone 'UTC', updated_at = $2::timestamptz, user_agent = $3, ip = $4::inet
        where id = $1`
      const at = new Date(now).toISOString()
      const params = [session.id, at, request.headers.get('user-agent'), clientIp(request.headers)]
      return { on: account, statements: [{ text, params }], answer }
    }
    const isTwice = behind === 1 && session.refreshed_at !== null && now - readTime(session.refreshed_at) <= REUSE_MS
    if (isTwice) return { on: account, statements: [], answer }
    const used = new AuthError(400, 'refresh_token_already_used', 'Invalid Refresh Token: Already Used')
    const end = { text: 'delete from auth.sessions where id = $1', params: [session.id] }
    return { on: account, statements: [end], answer: () => used }
  })
}
