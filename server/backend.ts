import { createClient } from '@supabase/supabase-js'
import type { Database } from '#app/data/database.types.ts'
import type { Db } from '#app/platform/database.server.ts'
import type { ServiceReason } from '#app/platform/load-context.ts'
import { openEmbedded } from '#embedded/open.ts'
import type { Environment } from './environment.ts'

/** The database behind the app: a Supabase or a PostgreSQL where one is named, else the built-in one in the data folder. */
export type OpenBackend = {
  url: string
  anonKey: string
  serviceKey: string
  fetch: typeof fetch
  /** Whether the database answers now; bounded to about two seconds. */
  isAnswering(): Promise<boolean>
  /** Runs `work` while no other process on this database runs any. With a Supabase nothing holds others back. */
  alone<Value>(work: () => Promise<Value>): Promise<Value>
  close(): Promise<void>
}

export async function openBackend(environment: Environment, log: (line: string) => void): Promise<OpenBackend> {
  const { supabase, postgres, dataDir, storageDir } = environment
  log(`Database: ${describeDatabase(environment)}`)
  if (supabase) return openSupabase(supabase)
  const place = postgres
    ? { dataDir: null, databaseUrl: postgres.url, pool: postgres.pool }
    : { dataDir: builtInFolder(dataDir) }
  return openEmbedded({ ...place, storageDir, migrationsDir: 'supabase/migrations', log })
}

export const builtInFolder = (dataDir: string) => `${dataDir}/pglite`

/** Where the data lie, without any password. */
export function describeDatabase({ supabase, postgres, dataDir }: Environment): string {
  if (supabase) return `Supabase at ${new URL(supabase.url).origin}`
  if (!postgres) return `built-in, in ${builtInFolder(dataDir)}`
  const { host, pathname, username } = new URL(postgres.url)
  const user = username ? ` as ${decodeURIComponent(username)}` : ''
  return `PostgreSQL at ${host}${decodeURIComponent(pathname)}${user}, at most ${postgres.pool} connections`
}

function openSupabase(supabase: NonNullable<Environment['supabase']>): OpenBackend {
  const { url, anonKey } = supabase
  const isAnswering = async () => {
    const options = { headers: { apikey: anonKey }, signal: AbortSignal.timeout(2_000) }
    const address = `${url}/rest/v1/countries?select=iso2&limit=1`
    return globalThis.fetch(address, options).then(
      ({ ok }) => ok,
      () => false,
    )
  }
  return { ...supabase, fetch: globalThis.fetch, isAnswering, alone: work => work(), close: async () => {} }
}

const serviceClients = new WeakMap<OpenBackend, Db>()

/** The client that passes row-level security; the reason says why that is needed. It holds no session, so one serves all. */
export function serviceDb(
  backend: OpenBackend,
  _reason:
    | ServiceReason
    | 'load the reference data'
    | 'deliver mail'
    | 'keep the demonstration'
    | 'give a role'
    | 'verify the audit',
): Db {
  const known = serviceClients.get(backend)
  if (known) return known
  const db = createClient<Database>(backend.url, backend.serviceKey, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
    global: { fetch: backend.fetch },
    // Waiting for a database that is away is not for a request to do: it would be held for seven seconds.
    db: { retry: false },
  })
  serviceClients.set(backend, db)
  return db
}
