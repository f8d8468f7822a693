import { createClient } from '@supabase/supabase-js'
import type { Database } from '#app/data/database.types.ts'
import type { Db } from '#app/platform/database.server.ts'
import type { ServiceReason } from '#app/platform/load-context.ts'
import { openEmbedded } from '#embedded/open.ts'
import type { Environment } from './environment.ts'

/** The database behind the app: a Supabase where one is named, else the built-in one in the data folder. */
export type OpenBackend = {
  url: string
  anonKey: string
  serviceKey: string
  fetch: typeof fetch
  close(): Promise<void>
}

export async function openBackend(environment: Environment, log: (line: string) => void): Promise<OpenBackend> {
  if (environment.supabase) return { ...environment.supabase, fetch: globalThis.fetch, close: async () => {} }
  return openEmbedded({ dataDir: `${environment.dataDir}/pglite`, migrationsDir: 'supabase/migrations', log })
}

const serviceClients = new WeakMap<OpenBackend, Db>()

/** The client that passes row-level security; the reason says why that is needed. It holds no session, so one serves all. */
export function serviceDb(
  backend: OpenBackend,
  _reason: ServiceReason | 'load the reference data' | 'deliver mail',
): Db {
  const known = serviceClients.get(backend)
  if (known) return known
  const db = createClient<Database>(backend.url, backend.serviceKey, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
    global: { fetch: backend.fetch },
  })
  serviceClients.set(backend, db)
  return db
}
