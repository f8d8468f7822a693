import { randomUUID } from 'node:crypto'
import { UnsupportedError } from '../unsupported.ts'
import { type Account, findAccount, toUser } from './account.ts'
import type { AuthCall, Json } from './auth-call.ts'
import { AuthError, invalid } from './auth-error.ts'
import { decide } from './decide.ts'
import { sendToken } from './mail-token.ts'
import { hashPassword } from './password-hash.ts'
import { checkPassword } from './password-rules.ts'
import { insertAccount, readEmail, readObject } from './write-account.ts'

export const EMAIL_ONLY = { provider: 'email', providers: ['email'] }

/**
 * A new account gets a mail, one that waits for its confirmation another; its first password stays. For a confirmed
 * one nothing is written, and a made-up account is shown, after the same work.
 */
export async function signUp(call: AuthCall): Promise<Json> {
  const { db, keys, now, body } = call
  if (!body.email) throw new UnsupportedError('auth', 'sign-up without a mail address')
  if (typeof body.password !== 'string' || body.password === '') throw invalid('Signup requires a valid password')
  const email = readEmail(body.email)
  checkPassword(body.password, [email])
  const data = readObject(body.data)
  const passwordHash = await hashPassword(body.password)
  return decide(db, async () => {
    const known = await findAccount(db, 'email', email)
    const id = known?.id ?? randomUUID()
    if (known?.email_confirmed_at) {
      return { on: { id, version: null }, statements: [], answer: () => toUser(madeUp(email, data, now)) }
    }
    const statements = known === null ? insertAccount({ id, email, passwordHash, data, appData: EMAIL_ONLY, now }) : []
    const mail = { kind: 'confirm_sign_up', type: 'confirmation_token', recipient: email } as const
    statements.push(...sendToken(known ?? { id, raw_user_meta_data: data }, mail, keys, now))
    return { on: { id, version: known?.version ?? null }, statements, answer: account => toUser(account as Account) }
  })
}

function madeUp(email: string, data: Json, now: number): Account {
  const at = new Date(now).toISOString()
  return {
    id: randomUUID(),
    version: '',
    aud: 'authenticated',
    role: '',
    email,
    encrypted_password: null,
    email_confirmed_at: null,
    email_change: null,
    banned_until: null,
    raw_app_meta_data: EMAIL_ONLY,
    raw_user_meta_data: data,
    identities: [],
    factors: [],
    sessions: [],
    tokens: [],
    confirmation_sent_at: at,
    created_at: at,
    updated_at: at,
    is_anonymous: false,
  }
}

/** A code for an account that exists; one that waits for its confirmation is sent that. */
export async function sendSignInCode({ db, keys, now, body }: AuthCall): Promise<Json> {
  if (!body.email) throw new UnsupportedError('auth', 'a code by telephone')
  const email = readEmail(body.email)
  if (body.create_user !== false) throw new UnsupportedError('auth', 'a code that makes an account')
  return decide(db, async () => {
    const account = await findAccount(db, 'email', email)
    if (account === null) throw new AuthError(422, 'otp_disabled', 'Signups not allowed for otp')
    const mail = account.email_confirmed_at
      ? ({ kind: 'sign_in_code', type: 'recovery_token', recipient: email } as const)
      : ({ kind: 'confirm_sign_up', type: 'confirmation_token', recipient: email } as const)
    return { on: account, statements: sendToken(account, mail, keys, now), answer: () => ({}) }
  })
}

/** The same answer whether there is such an account or not. */
export async function recover({ db, keys, now, body }: AuthCall): Promise<Json> {
  if (!body.email) throw invalid('Password recovery requires an email')
  const email = readEmail(body.email)
  return decide(db, async () => {
    const account = await findAccount(db, 'email', email)
    const mail = { kind: 'recover', type: 'recovery_token', recipient: email } as const
    const statements = account === null ? [] : sendToken(account, mail, keys, now)
    return { on: account ?? { id: randomUUID(), version: null }, statements, answer: () => ({}) }
  })
}
