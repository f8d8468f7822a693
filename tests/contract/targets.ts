import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient, type SupabaseClient } from '@supabase/supabase-js'
import { ACCESS_TOKEN_S, AUDIENCE, signAccessToken, type TokenClaims } from '#embedded/auth/access-token.ts'
import type { Db } from '#embedded/engine/db.ts'
import { openPglite } from '#embedded/engine/pglite-db.ts'
import { createGateway } from '#embedded/gateway.ts'
import { createKeys } from '#embedded/keys.ts'
import { migrate } from '#embedded/migrate.ts'
import { loadSchemaCache } from '#embedded/rest/schema-cache.ts'

/** Something that answers supabase-js over the objects of fixture.sql. */
export type Target = {
  anon: SupabaseClient
  user: SupabaseClient
  service: SupabaseClient
  /** Puts back the rows of the tables that are written to. */
  reset(): Promise<void>
  rowsOf(table: string): Promise<unknown[]>
  close(): Promise<void>
}

export const fixture = readFileSync(new URL('./fixture.sql', import.meta.url), 'utf8')

/** Whom the rows of the fixture know as their owner. */
export const userClaims = { role: 'authenticated', sub: 'aaaaaaaa-0000-4000-8000-000000000001', aal: 'aal1' }

/** A user's token as the account service gives it out. */
function tokenClaims(): TokenClaims {
  const iat = Math.floor(Date.now() / 1000)
  return { ...userClaims, iss: '', aud: AUDIENCE, iat, exp: iat + ACCESS_TOKEN_S, session_id: userClaims.sub, amr: [] }
}

/** With a user's token it speaks for that user. */
export function client(url: string, key: string, fetcher: typeof fetch, token?: string): SupabaseClient {
  return createClient(url, key, {
    ...(token === undefined ? {} : { accessToken: () => Promise.resolve(token) }),
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
    global: { fetch: fetcher },
    db: { retry: false },
  } as Parameters<typeof createClient>[2])
}

export function makeTarget(clients: Pick<Target, 'anon' | 'user' | 'service'>, close: () => Promise<void>): Target {
  const { service } = clients
  return {
    ...clients,
    close,
    reset: async () => {
      const { error } = await service.rpc('reset_rows')
      if (error !== null) throw new Error(error.message)
    },
    rowsOf: async table => {
      const { data, error } = await service.from(table).select('*')
      if (error !== null) throw new Error(error.message)
      return data
    },
  }
}

/** The gateway over PGlite in memory, with the fixture as its only migration. */
export const openGateway = async (): Promise<Target> => gatewayOver(await openPglite({ folder: null }))

export async function gatewayOver(db: Db): Promise<Target> {
  await loadMigration(db, fixture)
  return makeTarget(await gatewayClients(db), () => db.close())
}

/** Clients of a gateway over a database that is ready. */
export async function gatewayClients(db: Db): Promise<Pick<Target, 'anon' | 'user' | 'service'>> {
  const keys = createKeys()
  const gateway = createGateway({ db, cache: await loadSchemaCache(db), keys, log: () => {} })
  const url = 'http://gateway.invalid'
  return {
    anon: client(url, keys.anonKey, gateway),
    user: client(url, keys.anonKey, gateway, signAccessToken(tokenClaims(), keys.signing)),
    service: client(url, keys.serviceKey, gateway),
  }
}

/** As the only migration, so that everything belongs to the owner's role. */
export async function loadMigration(db: Db, text: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'imarika-migration-'))
  writeFileSync(join(folder, '20260101000000_fixture.sql'), text)
  try {
    await migrate(db, folder, () => {})
  } finally {
    rmSync(folder, { recursive: true })
  }
}
