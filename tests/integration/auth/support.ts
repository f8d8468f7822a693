import { fileURLToPath } from 'node:url'
import { createClient, type Session, type SupabaseClient } from '@supabase/supabase-js'
import type { Database } from '#app/data/database.types.ts'
import type { Db } from '#embedded/engine/db.ts'
import { openPglite } from '#embedded/engine/pglite-db.ts'
import { createGateway } from '#embedded/gateway.ts'
import { createKeys, type Keys } from '#embedded/keys.ts'
import { migrate } from '#embedded/migrate.ts'
import { loadSchemaCache } from '#embedded/rest/schema-cache.ts'

export type Client = SupabaseClient<Database>

export type Mail = { kind: string; recipient: string; lang: string; data: { token_hash: string; code?: string } }

export type Accounts = {
  db: Db
  keys: Keys
  /** The time of the gateway, which stands still until a test moves it. */
  clock: { now: number }
  fetch: typeof fetch
  /** A client of its own, signed in as nobody. */
  anon(): Client
  service: Client
  mails(recipient: string): Promise<Mail[]>
  close(): Promise<void>
}

const migrationsDir = fileURLToPath(new URL('../../../supabase/migrations', import.meta.url))
export const url = 'http://imarika.invalid'

export const settled = {
  auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
  db: { retry: false },
} as Parameters<typeof createClient>[2]

/** The gateway with all migrations on a database, in memory unless one is given; `like` is another process's. */
export async function openAccounts(
  open: () => Promise<Db> = () => openPglite({ folder: null }),
  like?: Pick<Accounts, 'keys' | 'clock'>,
): Promise<Accounts> {
  const db = await open()
  await migrate(db, migrationsDir, () => {})
  const cache = await loadSchemaCache(db)
  const keys = like?.keys ?? createKeys()
  const clock = like?.clock ?? { now: Date.now() }
  const fetcher = createGateway({ db, cache, keys, log: line => console.error(line), now: () => clock.now })
  const client = (key: string) => createClient<Database>(url, key, { ...settled, global: { fetch: fetcher } })
  const list = `select kind, recipient, lang, data::text as data from private.outbox where recipient = $1
    order by created_at, ctid`
  return {
    db,
    keys,
    clock,
    fetch: fetcher,
    anon: () => client(keys.anonKey),
    service: client(keys.serviceKey),
    mails: async recipient =>
      (await db.query(list, [recipient])).map(row => ({ ...row, data: JSON.parse(row.data ?? '') }) as unknown as Mail),
    close: () => db.close(),
  }
}

export const password = 'walking slowly past nine lamps'
let count = 0
export const freshEmail = (): string => `person-${++count}@example.org`

/** A confirmed account. */
export async function makeAccount(accounts: Accounts, email = freshEmail()): Promise<{ email: string; id: string }> {
  const { data, error } = await accounts.service.auth.admin.createUser({ email, password, email_confirm: true })
  if (error) throw error
  return { email, id: data.user.id }
}

export const linkOf = async (accounts: Accounts, email: string): Promise<Mail['data']> => {
  const mail = (await accounts.mails(email)).at(-1)
  if (mail === undefined) throw new Error(`No mail went to ${email}`)
  return mail.data
}

/** A session of an account, without its password: by a link. */
export async function signIn(accounts: Accounts, email: string): Promise<Session> {
  const { auth } = accounts.anon()
  const sent = await auth.signInWithOtp({ email, options: { shouldCreateUser: false } })
  if (sent.error) throw sent.error
  const { token_hash } = await linkOf(accounts, email)
  const { data, error } = await auth.verifyOtp({ token_hash, type: 'email' })
  if (error) throw error
  return data.session as Session
}

export const refresh = (accounts: Accounts, refresh_token: string) =>
  accounts.anon().auth.refreshSession({ refresh_token })

export const claimsOf = (session: Pick<Session, 'access_token'>) =>
  JSON.parse(Buffer.from(session.access_token.split('.')[1] ?? '', 'base64url').toString())

/** Null where the account service takes the access token. */
export async function refusalOf(accounts: Accounts, session: Pick<Session, 'access_token'>): Promise<string | null> {
  const headers = { apikey: accounts.keys.anonKey, authorization: `Bearer ${session.access_token}` }
  const response = await accounts.fetch(`${url}/auth/v1/user`, { headers })
  return response.ok ? null : ((await response.json()) as { code: string }).code
}
