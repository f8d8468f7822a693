import { DbError } from '../engine/db.ts'
import { UnsupportedError } from '../unsupported.ts'
import { publicKeySet, verifyAccessToken } from './access-token.ts'
import { type Account, findAccount, isBanned, type Session, toUser } from './account.ts'
import {
  createAccount,
  deleteAccount,
  deleteFactorOf,
  getAccount,
  listAllAccounts,
  listFactorsOf,
  updateAccount,
} from './admin.ts'
import { type AuthCall, type Json, respond, type SignedInCall } from './auth-call.ts'
import { AuthError, invalid } from './auth-error.ts'
import { challengeFactor, enrollFactor, unenrollFactor, verifyFactor } from './factors.ts'
import { refreshSession, signInWithPassword } from './sign-in.ts'
import { recover, sendSignInCode, signUp } from './sign-up.ts'
import { signOut, updateUser } from './user.ts'
import { verifyToken } from './verify.ts'

type Answer = Json | unknown[] | Response | null
type Handler = { as: 'anybody' | 'admin'; run: (call: AuthCall) => Promise<Answer> | Answer } | Signed
type Signed = { as: 'signed in'; run: (call: SignedInCall) => Promise<Answer> | Answer }

const anybody = (run: (call: AuthCall) => Promise<Answer> | Answer): Handler => ({ as: 'anybody', run })
const admin = (run: (call: AuthCall) => Promise<Answer> | Answer): Handler => ({ as: 'admin', run })
const signedIn = (run: Signed['run']): Handler => ({ as: 'signed in', run })

/** Every address that is answered; `*` is an id. */
const handlers: Record<string, Handler> = {
  'GET .well-known/jwks.json': anybody(call => publicKeySet(call.keys)),
  'POST signup': anybody(signUp),
  'POST token?password': anybody(signInWithPassword),
  'POST token?refresh_token': anybody(refreshSession),
  'POST otp': anybody(sendSignInCode),
  'POST recover': anybody(recover),
  'POST verify': anybody(verifyToken),
  'POST logout': signedIn(signOut),
  'GET user': signedIn(call => toUser(call.account)),
  'PUT user': signedIn(updateUser),
  'POST factors': signedIn(enrollFactor),
  'POST factors/*/challenge': signedIn(challengeFactor),
  'POST factors/*/verify': signedIn(verifyFactor),
  'DELETE factors/*': signedIn(unenrollFactor),
  'POST admin/users': admin(createAccount),
  'GET admin/users': admin(listAllAccounts),
  'GET admin/users/*': admin(getAccount),
  'PUT admin/users/*': admin(updateAccount),
  'DELETE admin/users/*': admin(deleteAccount),
  'GET admin/users/*/factors': admin(listFactorsOf),
  'DELETE admin/users/*/factors/*': admin(deleteFactorOf),
}

const ID = /(?<=(?:users|factors)\/)[^/]+/g
/** Characters that PostgreSQL has no place for. */
const UNSTORABLE: ReadonlySet<string> = new Set(['22021', '22P05'])
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

export type AuthContext = Pick<AuthCall, 'db' | 'now' | 'keys' | 'issuer' | 'request' | 'url'> & {
  path: string
  /** Of the key that came with the request. */
  isService: boolean
  bearer: string | null
}

/** Answers `/auth/v1/<path>` as Supabase Auth would. What PostgreSQL cannot store, as a null character, is invalid. */
export async function handleAuth(context: AuthContext): Promise<Response> {
  try {
    const answer = await run(context)
    if (answer instanceof Response) return answer
    return answer === null ? respond(204, null) : respond(200, answer)
  } catch (error) {
    const refusal = error instanceof DbError && UNSTORABLE.has(error.code) ? invalid('Invalid value') : error
    if (!(refusal instanceof AuthError)) throw error
    return respond(refusal.status, { code: refusal.code, message: refusal.message, ...refusal.more })
  }
}

async function run(context: AuthContext): Promise<Answer> {
  const { request, url, path } = context
  const grant = path === 'token' ? `?${url.searchParams.get('grant_type')}` : ''
  const ids = path.match(ID) ?? []
  const handler = handlers[`${request.method} ${path.replace(ID, '*')}${grant}`]
  if (handler === undefined) throw new UnsupportedError('auth', `${request.method} ${path}${grant}`)
  const call = { ...context, ids, body: {} as Json }
  if (handler.as === 'admin') requireAdmin(context)
  const signed = handler.as === 'signed in' ? await requireSession(context) : null
  for (const [index, id] of ids.entries()) {
    if (UUID.test(id)) continue
    const name = path.startsWith('admin') && index === 0 ? 'user_id' : 'factor_id'
    throw new AuthError(404, 'validation_failed', `${name} must be an UUID`)
  }
  call.body = await readBody(request)
  return signed === null
    ? (handler as { run: (call: AuthCall) => Answer }).run(call)
    : handler.run({ ...call, ...signed })
}

async function readBody(request: Request): Promise<Json> {
  const text = await request.text()
  if (text === '') return {}
  try {
    const body: unknown = JSON.parse(text)
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as Json
  } catch {
    // Refused below.
  }
  throw new AuthError(400, 'bad_json', 'Could not parse request body as JSON')
}

/** The order is that of `internal/api/auth.go`: no token, a bad one, no account, no session, banned. */
async function requireSession(context: AuthContext): Promise<{ account: Account; session: Session }> {
  const { bearer, keys, now, db } = context
  if (bearer === null) throw noToken()
  if (bearer.startsWith('sb_')) throw new AuthError(403, 'bad_jwt', 'invalid claim: missing sub claim')
  const verdict = verifyAccessToken(bearer, keys, now)
  if (!verdict.ok) {
    const message = `invalid JWT: unable to parse or verify signature, token is ${verdict.reason}`
    throw new AuthError(403, 'bad_jwt', message)
  }
  const account = await findAccount(db, 'id', verdict.claims.sub)
  if (account === null) throw new AuthError(403, 'user_not_found', 'User from sub claim in JWT does not exist')
  const session = account.sessions.find(each => each.id === verdict.claims.session_id)
  if (session === undefined) {
    throw new AuthError(403, 'session_not_found', 'Session from session_id claim in JWT does not exist')
  }
  if (isBanned(account, now)) throw new AuthError(403, 'user_banned', 'User is banned')
  return { account, session: { ...session, aal: verdict.claims.aal === 'aal2' ? session.aal : 'aal1' } }
}

function requireAdmin({ bearer, isService }: AuthContext): void {
  if (bearer === null) throw noToken()
  if (!isService || !bearer.startsWith('sb_')) throw new AuthError(403, 'not_admin', 'User not allowed')
}

const noToken = (): AuthError => new AuthError(401, 'no_authorization', 'This endpoint requires a valid Bearer token')
