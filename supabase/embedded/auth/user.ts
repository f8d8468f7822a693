import type { Statement } from '../engine/db.ts'
import { UnsupportedError } from '../unsupported.ts'
import { type Account, findAccount, hasSecondFactor, type Session, toUser } from './account.ts'
import type { Json, SignedInCall } from './auth-call.ts'
import { AuthError, emailTaken, invalid } from './auth-error.ts'
import { type Decision, decide } from './decide.ts'
import { forgetTokens, sendToken } from './mail-token.ts'
import { hashPassword, isPassword } from './password-hash.ts'
import { checkPassword } from './password-rules.ts'
import { endSessions, mergeData, readEmail, readObject, updateColumns } from './write-account.ts'

/** Changes of the account by its owner. Each rests on the session as it is when they are written. */
export async function updateUser(call: SignedInCall): Promise<Json> {
  const { body } = call
  if (body.phone) throw new UnsupportedError('auth', 'telephone numbers')
  if (body.app_metadata) throw new AuthError(403, 'not_admin', 'Updating app_metadata requires admin privileges')
  const email = body.email ? readEmail(body.email) : null
  const password = typeof body.password === 'string' ? body.password : null
  if (password !== null) checkPassword(password, [call.account.email, ...(email === null ? [] : [email])])
  const passwordHash = password === null ? null : await changedHash(call.account, call, password)
  const data = body.data === undefined ? null : readObject(body.data)
  return decide(call.db, () => change(call, { email, passwordHash, data }))
}

type Change = { email: string | null; passwordHash: string | null; data: Json | null }

async function change(call: SignedInCall, { email, passwordHash, data }: Change): Promise<Decision<Json>> {
  const { db, now, keys, session } = call
  const account = await currentAccount(call)
  requireLevel(account, call, email, passwordHash)
  const statements: Statement[] = []
  if (passwordHash !== null) {
    // Whoever changed it in between decided otherwise, and this session may be of those it ended.
    if (account.encrypted_password !== call.account.encrypted_password)
      throw new AuthError(409, 'conflict', 'The password was changed meanwhile')
    statements.push(updateColumns(account, { encrypted_password: passwordHash }, now))
    statements.push(forgetTokens(account), endSessions(account, session.id))
  }
  if (data !== null) {
    statements.push(updateColumns(account, { raw_user_meta_data: mergeData(account.raw_user_meta_data, data) }, now))
  }
  if (email !== null && email !== account.email) {
    if ((await findAccount(db, 'email', email)) !== null) throw emailTaken()
    const mail = { kind: 'confirm_new_email', type: 'email_change_token_new', recipient: email } as const
    statements.push(updateColumns(account, { email_change: email }, now), ...sendToken(account, mail, keys, now))
  }
  return { on: account, statements, answer: fresh => toUser(fresh ?? account) }
}

/** The account as it is now, if the session of the call still stands. */
export async function currentAccount({ db, account, session }: SignedInCall): Promise<Account> {
  const current = await findAccount(db, 'id', account.id)
  if (current?.sessions.some(each => each.id === session.id)) return current
  throw new AuthError(403, 'session_not_found', 'Session from session_id claim in JWT does not exist')
}

/** What the token claims, as far as the session has it still. */
export function levelOf(account: Account, { session }: SignedInCall): Session['aal'] {
  const current = account.sessions.find(each => each.id === session.id)
  return session.aal === 'aal2' && current?.aal === 'aal2' ? 'aal2' : 'aal1'
}

function requireLevel(account: Account, call: SignedInCall, email: string | null, passwordHash: string | null): void {
  const isGrave = passwordHash !== null || (email !== null && email !== account.email)
  if (!isGrave || !hasSecondFactor(account) || levelOf(account, call) === 'aal2') return
  const message = 'AAL2 session is required to update email or password when MFA is enabled.'
  throw new AuthError(401, 'insufficient_aal', message)
}

async function changedHash(account: Account, call: SignedInCall, password: string): Promise<string> {
  requireLevel(account, call, null, '')
  if (account.encrypted_password && (await isPassword(password, account.encrypted_password))) {
    throw new AuthError(422, 'same_password', 'New password should be different from the old password.')
  }
  return hashPassword(password)
}

/** All sessions, this one, or the others. */
export async function signOut(call: SignedInCall): Promise<null> {
  const scope = call.url.searchParams.get('scope') ?? 'global'
  const { account, session } = call
  const ends: Record<string, Statement> = {
    '': endSessions(account),
    global: endSessions(account),
    others: endSessions(account, session.id),
    local: { text: 'delete from auth.sessions where id = $1', params: [session.id] },
  }
  const end = ends[scope]
  if (end === undefined) throw invalid(`Unsupported logout scope "${scope}"`)
  return decide(call.db, async () => ({ on: await currentAccount(call), statements: [end], answer: () => null }))
}
