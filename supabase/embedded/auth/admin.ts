import { randomUUID } from 'node:crypto'
import type { Statement } from '../engine/db.ts'
import { UnsupportedError } from '../unsupported.ts'
import { type Account, findAccount, listAccounts, toFactor, toUser } from './account.ts'
import { type AuthCall, type Json, respond } from './auth-call.ts'
import { AuthError, emailTaken, invalid } from './auth-error.ts'
import { decide } from './decide.ts'
import { removeFactor, requireFactor } from './factors.ts'
import { forgetTokens } from './mail-token.ts'
import { hashPassword } from './password-hash.ts'
import { checkPassword } from './password-rules.ts'
import { EMAIL_ONLY } from './sign-up.ts'
import {
  confirmEmail,
  endSessions,
  insertAccount,
  mergeData,
  readEmail,
  readObject,
  updateColumns,
  updateIdentity,
} from './write-account.ts'

const KNOWN_FIELDS = new Set([
  'id',
  'email',
  'password',
  'password_hash',
  'email_confirm',
  'user_metadata',
  'app_metadata',
])
const PHC = /^\$argon2id\$v=19\$m=\d+,t=\d+,p=\d+\$[\w+/]+\$[\w+/]+$/
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** With a password, the hash of one, or neither: then the account is opened by recovery. No mail is sent. */
export async function createAccount({ db, now, body }: AuthCall): Promise<Json> {
  requireKnown(body)
  if (!body.email) throw invalid('Cannot create a user without either an email or phone')
  const email = readEmail(body.email)
  if (body.password && body.password_hash) throw invalid('Only a password or a password hash should be provided')
  if (body.password_hash && !PHC.test(String(body.password_hash))) throw invalid('The password hash is not argon2id')
  if (body.id && !UUID.test(String(body.id))) throw invalid('ID must conform to the uuid v4 format')
  const id = body.id ? String(body.id) : randomUUID()
  const passwordHash = body.password
    ? await hashPassword(String(body.password))
    : ((body.password_hash as string) ?? null)
  const data = readObject(body.user_metadata)
  const appData = mergeData(EMAIL_ONLY, readObject(body.app_metadata))
  return decide(db, async () => {
    if ((await findAccount(db, 'email', email)) !== null) throw emailTaken()
    if ((await findAccount(db, 'id', id)) !== null) throw invalid('ID is in use')
    const statements = insertAccount({ id, email, passwordHash, data, appData, now })
    if (body.email_confirm === true) statements.push(...confirmEmail({ id, raw_user_meta_data: data } as Account, now))
    return { on: { id, version: null }, statements, answer: account => toUser(account as Account) }
  })
}

export async function listAllAccounts({ db, url }: AuthCall): Promise<Response> {
  const [page, perPage] = [
    ['page', 1],
    ['per_page', 50],
  ].map(([name, usual]) => {
    const text = url.searchParams.get(String(name)) || String(usual)
    if (!/^[1-9]\d{0,8}$/.test(text)) throw invalid(`Bad Pagination Parameters: ${text}`)
    return Number(text)
  }) as [number, number]
  const { accounts, total } = await listAccounts(db, page, perPage)
  const last = Math.ceil(total / perPage)
  const links =
    page < last
      ? [
          ['next', page + 1],
          ['last', last],
        ]
      : [['last', last]]
  const link = links.map(([rel, to]) => `<${url.pathname}?page=${to}&per_page=${perPage}>; rel="${rel}"`).join(', ')
  return respond(200, { users: accounts.map(toUser), aud: 'authenticated' }, { 'x-total-count': String(total), link })
}

export const getAccount = async (call: AuthCall): Promise<Json> => toUser(await requireAccount(call))

/** A new password ends every session and voids every link, as it may be given because of a theft. */
export async function updateAccount(call: AuthCall): Promise<Json> {
  const { db, now, body } = call
  requireKnown(body)
  const email = body.email ? readEmail(body.email) : null
  const password = typeof body.password === 'string' ? body.password : null
  if (password !== null) checkPassword(password, email === null ? [] : [email])
  const passwordHash = password === null ? null : await hashPassword(password)
  return decide(db, async () => {
    const account = await requireAccount(call)
    const statements: Statement[] = []
    if (body.email_confirm === true) statements.push(...confirmEmail(account, now))
    if (passwordHash !== null) {
      statements.push(updateColumns(account, { encrypted_password: passwordHash }, now))
      statements.push(endSessions(account), forgetTokens(account))
    }
    if (email !== null && email !== account.email) {
      if ((await findAccount(db, 'email', email)) !== null) throw emailTaken()
      statements.push(updateColumns(account, { email }, now), forgetTokens(account))
      statements.push(updateIdentity(account, { email, email_verified: body.email_confirm === true }, now))
    }
    const verified = body.email_confirm === true ? { email_verified: true } : {}
    const data = mergeData(account.raw_user_meta_data, { ...verified, ...readObject(body.user_metadata) })
    const appData = mergeData(account.raw_app_meta_data, readObject(body.app_metadata))
    statements.push(updateColumns(account, { raw_user_meta_data: data, raw_app_meta_data: appData }, now))
    return { on: account, statements, answer: fresh => toUser(fresh ?? account) }
  })
}

export async function deleteAccount(call: AuthCall): Promise<Json> {
  if (call.body.should_soft_delete === true) throw new UnsupportedError('auth', 'deletion that keeps a trace')
  return decide(call.db, async () => {
    const account = await requireAccount(call)
    const remove = { text: 'delete from auth.users where id = $1', params: [account.id] }
    return { on: account, statements: [remove], answer: () => ({}) }
  })
}

export const listFactorsOf = async (call: AuthCall): Promise<Json[]> =>
  (await requireAccount(call)).factors.map(toFactor)

export async function deleteFactorOf(call: AuthCall): Promise<Json> {
  return decide(call.db, async () => {
    const account = await requireAccount(call)
    const factor = requireFactor(account, call)
    return { on: account, statements: removeFactor(factor), answer: () => toFactor(factor) }
  })
}

async function requireAccount({ db, ids }: AuthCall): Promise<Account> {
  const account = await findAccount(db, 'id', ids[0] ?? '')
  if (account === null) throw new AuthError(404, 'user_not_found', 'User not found')
  return account
}

function requireKnown(body: Json): void {
  const other = Object.keys(body).find(field => !KNOWN_FIELDS.has(field))
  if (other !== undefined) throw new UnsupportedError('auth', `the field ${other} of an account`)
}
