import { randomUUID } from 'node:crypto'
import { createClient } from '@supabase/supabase-js'
import { TOTP } from 'otpauth'
import type { Database } from '#app/data/database.types.ts'
import type { Db } from '#app/platform/database.server.ts'
import { openEmbedded } from '#embedded/open.ts'
import { startPostgres } from '../../support/postgres.ts'

export type Person = { id: string; mail: string; db: Db }

export const password = 'river copper lends nine hats'

/**
 * A database without data, and people who sign in to it; on PostgreSQL with TEST_ENGINE=postgres, or where a number of
 * connections is asked for.
 */
export async function openAccounts({ pool }: { pool?: number } = {}) {
  const isServer = pool !== undefined || process.env.TEST_ENGINE === 'postgres'
  const settings = { fsync: 'off', max_connections: String((pool ?? 10) + 40) }
  const server = isServer ? await startPostgres({ settings }) : null
  const databaseUrl = server?.url ?? null
  const backend = await openEmbedded({ dataDir: null, databaseUrl, pool, migrationsDir: 'supabase/migrations' })
  const client = (key: string): Db =>
    createClient<Database>(backend.url, key, {
      auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
      global: { fetch: backend.fetch },
    })
  const service = client(backend.serviceKey)

  async function signIn(mail: string): Promise<Db> {
    const db = client(backend.anonKey)
    const { error } = await db.auth.signInWithPassword({ email: mail, password })
    if (error) throw error
    return db
  }

  /** Somebody with a confirmed address, signed in. */
  async function makePerson(name = 'Amina Diallo'): Promise<Person> {
    const mail = `${randomUUID()}@example.org`
    const { data, error } = await service.auth.admin.createUser({
      email: mail,
      password,
      email_confirm: true,
      user_metadata: { name, lang: 'fr' },
    })
    if (error) throw error
    return { id: data.user.id, mail, db: await signIn(mail) }
  }

  return {
    anon: client(backend.anonKey),
    service,
    signIn,
    makePerson,
    query: (text: string, params: (string | null)[] = []) =>
      backend.db.query(text, params) as Promise<Record<string, string | null>[]>,
    close: async () => {
      await backend.close()
      await server?.stop()
    },
  }
}

export type Accounts = Awaited<ReturnType<typeof openAccounts>>

/** Gives somebody a second factor; their session is lifted by its first code. */
export async function addFactor({ db }: Person): Promise<{ totp: TOTP; factorId: string }> {
  const { data, error } = await db.auth.mfa.enroll({ factorType: 'totp', issuer: 'Imarika' })
  if (error) throw error
  const totp = new TOTP({ secret: data.totp.secret })
  const { error: refused } = await db.auth.mfa.challengeAndVerify({ factorId: data.id, code: totp.generate() })
  if (refused) throw refused
  return { totp, factorId: data.id }
}
