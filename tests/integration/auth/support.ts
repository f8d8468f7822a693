import { fileURLToPath } from 'node:url'
import { createClient, type SupabaseClient } from '@supabase/supabase-js'
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

/** The gateway with all migrations on a database of its own, in memory unless one is given. */
export async function openAccounts(open: () => Promise<Db> = () => openPglite({ folder: null })): Promise<Accounts> {
  const db = await open()
  await migrate(db, migrationsDir, () => {})
  const cache = await loadSchemaCache(db)
  const keys = createKeys()
  const clock = { now: Date.now() }
  const fetcher = createGateway({ db, cache, keys, log: line => console.error(line), now: () => clock.now })
  const client = (key: string) => createClient<Database>(url, key, { ...settled, global: { fetch: fetcher } })
  const list = `select kind, recipient, lang, data::text as data from private.outbox where recipient = $1
    order by created_at, id`
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
