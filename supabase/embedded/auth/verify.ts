import type { Statement } from '../engine/db.ts'
import { UnsupportedError } from '../unsupported.ts'
import { type Account, findAccount, isBanned, type MailToken, type TokenType } from './account.ts'
import type { AuthCall, Json } from './auth-call.ts'
import { AuthError, emailTaken, invalid } from './auth-error.ts'
import { type Decision, decide } from './decide.ts'
import { findByCode, forgetTokens, hashLink, isAlive, WRONG_CODES } from './mail-token.ts'
import { startSession, toSession } from './session.ts'
import { confirmEmail, readEmail, updateColumns, updateIdentity } from './write-account.ts'

/** Which tokens a type of verification takes; `email` stands for the confirmation of a sign-up and a sign-in code. */
const TYPES: Record<string, readonly TokenType[]> = {
  email: ['confirmation_token', 'recovery_token'],
  recovery: ['recovery_token'],
  email_change: ['email_change_token_new'],
}

/** A link's hash, or a code with its address, opens a session once. What fails is one refusal for every reason. */
export async function verifyToken(call: AuthCall): Promise<Json> {
  const { body } = call
  const types = TYPES[String(body.type)]
  if (types === undefined) throw new UnsupportedError('auth', `verification of type ${body.type}`)
  const { token, token_hash: link } = body
  if ((typeof token === 'string') === (typeof link === 'string')) {
    throw invalid('Verify requires either a token or a token hash')
  }
  if (typeof link === 'string') {
    if (body.email) throw invalid('Only the token_hash and type should be provided')
    return decide(call.db, () => byLink(call, types, link))
  }
  const email = readEmail(body.email)
  return decide(call.db, () => byCode(call, types, email, String(token)))
}

async function byLink(call: AuthCall, types: readonly TokenType[], link: string): Promise<Decision<Json>> {
  const hash = hashLink(link)
  const account = await findAccount(call.db, 'tokenHash', hash)
  const token = account?.tokens.find(each => each.token_hash === hash && types.includes(each.token_type))
  if (!account || token === undefined || !isAlive(token, call.now)) {
    throw new AuthError(403, 'otp_expired', 'Email link is invalid or has expired')
  }
  return accept(call, account, token)
}

/** A wrong code is counted before it is answered, so that no number of requests at once gives one guess more. */
async function byCode(
  call: AuthCall,
  types: readonly TokenType[],
  email: string,
  code: string,
): Promise<Decision<Json>> {
  const refused = new AuthError(403, 'otp_expired', 'Token has expired or is invalid')
  const account = await findAccount(call.db, 'email', email)
  if (account === null) throw refused
  const tokens = account.tokens.filter(
    each => types.includes(each.token_type) && isAlive(each, call.now) && each.failed_attempts < WRONG_CODES,
  )
  if (tokens.length === 0) throw refused
  const found = findByCode(tokens, code, call.keys)
  if (found !== undefined) return accept(call, account, found)
  const count: Statement = {
    text: `update auth.one_time_tokens set failed_attempts = failed_attempts + 1
      where user_id = $1 and token_type::text in (select jsonb_array_elements_text($2::jsonb))`,
    params: [account.id, JSON.stringify(types)],
  }
  return { on: account, statements: [count], answer: () => refused }
}

async function accept(call: AuthCall, account: Account, token: MailToken): Promise<Decision<Json>> {
  const { db, now } = call
  if (isBanned(account, now)) throw new AuthError(403, 'user_banned', 'User is banned')
  const statements: Statement[] = [forgetTokens(account)]
  if (token.token_type === 'email_change_token_new') {
    const email = token.relates_to
    if ((await findAccount(db, 'email', email)) !== null) throw emailTaken()
    const columns = {
      email,
      email_change: '',
      email_confirmed_at: account.email_confirmed_at ?? new Date(now).toISOString(),
    }
    statements.push(updateColumns(account, columns, now))
    statements.push(updateIdentity(account, { email, email_verified: true }, now))
  } else if (account.email_confirmed_at === null) {
    statements.push(...confirmEmail(account, now))
  }
  const session = startSession(account, 'otp', call)
  statements.push(...session.statements)
  return { on: account, statements, answer: fresh => toSession(fresh, session.id, call) }
}
