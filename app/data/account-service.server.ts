import { randomBytes } from 'node:crypto'
import { type AuthError, type AuthResponse, isAuthWeakPasswordError } from '@supabase/supabase-js'
import type { Db } from '#app/platform/database.server.ts'
import { databaseAway } from '#app/platform/database-away.server.ts'
import type { MailLinkKind } from '#app/schemas/mail-link.ts'

/** Why the account service did not do what it was asked, as far as pages tell the cases apart. */
export type AccountRefusal =
  | 'credentials'
  | 'password_weak'
  | 'password_same'
  | 'code'
  | 'mail_taken'
  | 'mail_invalid'
  | 'too_often'
  | 'session'
  | 'other'

export type AccountAnswer<Value = object> = ({ ok: true } & Value) | { ok: false; why: AccountRefusal }

const refusals: Record<string, AccountRefusal> = {
  invalid_credentials: 'credentials',
  email_not_confirmed: 'credentials',
  user_banned: 'credentials',
  weak_password: 'password_weak',
  same_password: 'password_same',
  otp_expired: 'code',
  otp_disabled: 'code',
  mfa_verification_failed: 'code',
  mfa_challenge_expired: 'code',
  mfa_factor_not_found: 'code',
  email_exists: 'mail_taken',
  user_already_exists: 'mail_taken',
  email_address_invalid: 'mail_invalid',
  validation_failed: 'mail_invalid',
  over_email_send_rate_limit: 'too_often',
  over_request_rate_limit: 'too_often',
  session_not_found: 'session',
  session_expired: 'session',
  refresh_token_not_found: 'session',
  refresh_token_already_used: 'session',
  user_not_found: 'session',
  bad_jwt: 'session',
  no_authorization: 'session',
  insufficient_aal: 'session',
}

/** What was refused is an answer; what broke is thrown, by its code alone: messages may quote an address. */
function refusalOf(error: AuthError): AccountRefusal {
  if (isAuthWeakPasswordError(error)) return 'password_weak'
  const { status = 500, code, name } = error
  if (name === 'AuthSessionMissingError') return 'session'
  if (status === 503 || name === 'AuthRetryableFetchError') throw databaseAway()
  if (status < 400 || status >= 500) throw new Error(`account service: ${status} ${code ?? name}`)
  return refusals[code ?? ''] ?? (status === 429 ? 'too_often' : 'other')
}

const answerOf = ({ error }: { error: AuthError | null }): AccountAnswer =>
  error ? { ok: false, why: refusalOf(error) } : { ok: true }

/** `isKnown`: the address has an account that is confirmed; nobody but its owner may learn that. */
export async function signUp(
  db: Db,
  { mail, name, lang }: { mail: string; name: string; lang: string },
): Promise<AccountAnswer<{ isKnown: boolean }>> {
  // Nobody knows it, and it goes when the mailbox is proven: only its reader may choose one.
  const password = randomBytes(32).toString('base64url')
  const { data, error } = await db.auth.signUp({ email: mail, password, options: { data: { name, lang } } })
  if (error) return { ok: false, why: refusalOf(error) }
  return { ok: true, isKnown: data.user?.identities?.length === 0 }
}

export const signInWithPassword = async (db: Db, mail: string, password: string) =>
  answerOf(await db.auth.signInWithPassword({ email: mail, password }))

/** Sends a code and a link to an account that exists; nothing to any other address, and the answer is the same. */
export const sendSignInCode = async (db: Db, mail: string) =>
  answerOf(await db.auth.signInWithOtp({ email: mail, options: { shouldCreateUser: false } }))

export const sendRecovery = async (db: Db, mail: string) => answerOf(await db.auth.resetPasswordForEmail(mail))

export const signInWithCode = async (db: Db, mail: string, code: string) =>
  openedBy(await db.auth.verifyOtp({ type: 'email', email: mail, token: code }))

export const followMailLink = async (db: Db, type: MailLinkKind, tokenHash: string) =>
  openedBy(await db.auth.verifyOtp({ type, token_hash: tokenHash }))

/** A call of the account service writes both times below within, in ms; nobody reads a second mail so soon. */
const oneCallMs = 1000

/** `isNew`: the account was confirmed by this very mail, and so has no password that its owner chose. */
function openedBy({ data, error }: AuthResponse): AccountAnswer<{ isNew: boolean }> {
  if (error) return { ok: false, why: refusalOf(error) }
  const { email_confirmed_at: confirmed, last_sign_in_at: opened } = data.user ?? {}
  return { ok: true, isNew: Math.abs(Date.parse(opened ?? '') - Date.parse(confirmed ?? '')) < oneCallMs }
}

export const changePassword = async (db: Db, password: string) => answerOf(await db.auth.updateUser({ password }))

/** A mail to the new address asks to confirm it; until then the old one stays. */
export const changeMail = async (db: Db, mail: string) => answerOf(await db.auth.updateUser({ email: mail }))

/** The language that mails of the account service are written in. */
export const changeMailLanguage = async (db: Db, { name, lang }: { name: string; lang: string }) =>
  answerOf(await db.auth.updateUser({ data: { name, lang } }))

export const signOutHere = async (db: Db) => answerOf(await db.auth.signOut({ scope: 'local' }))

/** A new factor that counts for nothing until a code of it was given. One that was begun before is dropped. */
export async function beginFactor(db: Db): Promise<AccountAnswer<{ id: string; secret: string }>> {
  const { data: factors, error: unread } = await db.auth.mfa.listFactors()
  if (unread) return { ok: false, why: refusalOf(unread) }
  for (const factor of factors.all.filter(({ status }) => status === 'unverified')) {
    const { error } = await db.auth.mfa.unenroll({ factorId: factor.id })
    if (error) return { ok: false, why: refusalOf(error) }
  }
  const { data, error } = await db.auth.mfa.enroll({ factorType: 'totp', issuer: 'Imarika' })
  if (error) return { ok: false, why: refusalOf(error) }
  return { ok: true, id: data.id, secret: data.totp.secret }
}

/** Gives a code of a factor: of the named one, or of the one that the account has. Lifts the session to `aal2`. */
export async function giveFactorCode(db: Db, code: string, factorId?: string): Promise<AccountAnswer> {
  let id = factorId
  if (id === undefined) {
    const { data, error } = await db.auth.mfa.listFactors()
    if (error) return { ok: false, why: refusalOf(error) }
    id = data.totp[0]?.id
    if (id === undefined) return { ok: false, why: 'session' }
  }
  return answerOf(await db.auth.mfa.challengeAndVerify({ factorId: id, code }))
}

export async function removeFactors(db: Db): Promise<AccountAnswer> {
  const { data, error } = await db.auth.mfa.listFactors()
  if (error) return { ok: false, why: refusalOf(error) }
  for (const { id } of data.all) {
    const { error: kept } = await db.auth.mfa.unenroll({ factorId: id })
    if (kept) return { ok: false, why: refusalOf(kept) }
  }
  return { ok: true }
}
