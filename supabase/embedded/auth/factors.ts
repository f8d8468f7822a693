import { randomUUID } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import type { Statement } from '../engine/db.ts'
import { UnsupportedError } from '../unsupported.ts'
import { type Account, type Factor, readTime } from './account.ts'
import type { AuthCall, Json, SignedInCall } from './auth-call.ts'
import { AuthError, invalid } from './auth-error.ts'
import { decide } from './decide.ts'
import { clientIp, startSession, toSession } from './session.ts'
import { currentAccount, levelOf } from './user.ts'

const MOST_FACTORS = 10
/** Of a question for a code, and of a factor whose first code does not come: five minutes, as in Supabase Auth. */
const WAIT_MS = 300_000
/** Of RFC 6238, as every authenticator app has it. */
const PERIOD_S = 30

/** A new secret, of no effect before its first code; the picture of the address is the app's. */
export async function enrollFactor(call: SignedInCall): Promise<Json> {
  const { db, now, body } = call
  if (body.factor_type !== 'totp') throw new UnsupportedError('auth', 'a second factor that is not TOTP')
  const name = typeof body.friendly_name === 'string' ? body.friendly_name : ''
  const issuer = typeof body.issuer === 'string' && body.issuer !== '' ? body.issuer : new URL(call.issuer).host
  const id = randomUUID()
  const secret = new Secret({ size: 20 })
  return decide(db, async () => {
    const account = await currentAccount(call)
    const isLate = (factor: Factor) => factor.status === 'unverified' && now > readTime(factor.created_at) + WAIT_MS
    const factors = account.factors.filter(factor => !isLate(factor))
    if (factors.some(factor => (factor.friendly_name ?? '') === name)) {
      const message = `A factor with the friendly name "${name}" for this user already exists`
      throw new AuthError(422, 'mfa_factor_name_conflict', message)
    }
    if (factors.length >= MOST_FACTORS) {
      const message = 'Maximum number of verified factors reached, unenroll to continue'
      throw new AuthError(422, 'too_many_enrolled_mfa_factors', message)
    }
    if (factors.some(factor => factor.status === 'verified') && levelOf(account, call) !== 'aal2') {
      throw new AuthError(403, 'insufficient_aal', 'AAL2 required to enroll a new factor')
    }
    const insert = `insert into auth.mfa_factors
        (id, user_id, friendly_name, factor_type, status, secret, created_at, updated_at)
      values ($1, $2, $3, 'totp', 'unverified', $4, $5, $5)`
    const statements = [
      ...account.factors.filter(isLate).map(deleteFactor),
      { text: insert, params: [id, account.id, name, secret.base32, new Date(now).toISOString()] },
    ]
    const uri = new TOTP({ issuer, label: account.email, secret, period: PERIOD_S }).toString()
    const answer = { id, type: 'totp', friendly_name: name, totp: { qr_code: '', secret: secret.base32, uri } }
    return { on: account, statements, answer: () => answer }
  })
}

export async function challengeFactor(call: SignedInCall): Promise<Json> {
  const { db, now, request } = call
  const id = randomUUID()
  const at = new Date(now).toISOString()
  return decide(db, async () => {
    const account = await currentAccount(call)
    const factor = requireFactor(account, call)
    const statements = [
      {
        text: 'delete from auth.mfa_challenges where factor_id = $1 and created_at < $2',
        params: [factor.id, new Date(now - 2 * WAIT_MS).toISOString()],
      },
      {
        text: 'insert into auth.mfa_challenges (id, factor_id, created_at, ip_address) values ($1, $2, $3, $4::inet)',
        params: [id, factor.id, at, clientIp(request.headers) ?? '127.0.0.1'],
      },
      { text: 'update auth.mfa_factors set last_challenged_at = $2 where id = $1', params: [factor.id, at] },
    ]
    const answer = { id, type: 'totp', expires_at: Math.floor((now + WAIT_MS) / 1000) }
    return { on: account, statements, answer: () => answer }
  })
}

/**
 * The right code of this half minute or of one beside it, and of none that was taken before. It raises the session to
 * the second level, under a new id; the other sessions of the first level end.
 */
export async function verifyFactor(call: SignedInCall): Promise<Json> {
  const { db, now, body } = call
  if (typeof body.code !== 'string' || body.code === '') throw invalid('Code needs to be non-empty')
  const code = body.code
  return decide(db, async () => {
    const account = await currentAccount(call)
    const factor = requireFactor(account, call)
    const session = account.sessions.find(each => each.id === call.session.id) ?? call.session
    const rows = await db.query('select * from auth.mfa_challenges where factor_id = $1', [factor.id])
    const challenge = rows.find(row => row.id === body.challenge_id)
    if (challenge === undefined) {
      throw new AuthError(422, 'mfa_factor_not_found', 'MFA factor with the provided challenge ID not found')
    }
    if (challenge.verified_at !== null) {
      throw new AuthError(422, 'mfa_ip_address_mismatch', 'Challenge and verify IP addresses mismatch.')
    }
    if (now > readTime(challenge.created_at ?? '') + WAIT_MS) {
      const message = `MFA challenge ${challenge.id} has expired, verify against another challenge or create a new challenge.`
      throw new AuthError(422, 'mfa_challenge_expired', message)
    }
    const step = stepOf(factor, code, now)
    const lastStep = Math.max(-1, ...rows.map(row => Number(row.otp_code ?? -1)))
    if (step === null || step <= lastStep) {
      throw new AuthError(422, 'mfa_verification_failed', 'Invalid TOTP code entered')
    }
    const next = startSession(account, 'totp', call, { from: session, factorId: factor.id })
    const statements: Statement[] = [
      ...next.statements,
      {
        text: 'update auth.mfa_challenges set verified_at = $2, otp_code = $3 where id = $1',
        params: [challenge.id ?? '', new Date(now).toISOString(), String(step)],
      },
      {
        text: `update auth.mfa_factors set status = 'verified', updated_at = $2 where id = $1 and status <> 'verified'`,
        params: [factor.id, new Date(now).toISOString()],
      },
      { text: `delete from auth.sessions where user_id = $1 and aal < 'aal2'`, params: [account.id] },
      { text: `delete from auth.mfa_factors where user_id = $1 and status = 'unverified'`, params: [account.id] },
    ]
    return { on: account, statements, answer: fresh => toSession(fresh, next.id, call) }
  })
}

export async function unenrollFactor(call: SignedInCall): Promise<Json> {
  return decide(call.db, async () => {
    const account = await currentAccount(call)
    const factor = requireFactor(account, call)
    if (factor.status === 'verified' && levelOf(account, call) !== 'aal2') {
      throw new AuthError(422, 'insufficient_aal', 'AAL2 required to unenroll verified factor')
    }
    return { on: account, statements: removeFactor(factor), answer: () => ({ id: factor.id }) }
  })
}

/** The last id of the address. */
export function requireFactor(account: Account, { ids }: AuthCall): Factor {
  const factor = account.factors.find(each => each.id === ids.at(-1)?.toLowerCase())
  if (factor === undefined) throw new AuthError(404, 'mfa_factor_not_found', 'Factor not found')
  return factor
}

const deleteFactor = (factor: Factor): Statement => ({
  text: 'delete from auth.mfa_factors where id = $1',
  params: [factor.id],
})

/** Sessions that it raised fall back to the first level. */
export const removeFactor = (factor: Factor): Statement[] => [
  deleteFactor(factor),
  { text: `update auth.sessions set aal = 'aal1', factor_id = null where factor_id = $1`, params: [factor.id] },
]

/** Which half minute since 1970 the code is of. */
function stepOf(factor: Factor, code: string, now: number): number | null {
  const totp = new TOTP({ secret: Secret.fromBase32(factor.secret ?? ''), period: PERIOD_S })
  const delta = /^\d{6}$/.test(code) ? totp.validate({ token: code, timestamp: now, window: 1 }) : null
  return delta === null ? null : totp.counter({ timestamp: now }) + delta
}
