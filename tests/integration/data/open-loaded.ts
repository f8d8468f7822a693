import { createClient } from '@supabase/supabase-js'
import type { Database } from '#app/data/database.types.ts'
import type { Db } from '#app/platform/database.server.ts'
import type { Backend } from '#app/platform/load-context.ts'
import { openEmbedded } from '#embedded/open.ts'
import { type LoadResult, loadData } from '#scripts/data-load.ts'
import { startPostgres } from '../../support/postgres.ts'

export type Loaded = {
  anon: Db
  service: Db
  /** The backend as readers reach it. */
  stage: Pick<Backend, 'url' | 'anonKey' | 'fetch'>
  /** Asks the database itself, past the gateway; every value is text. */
  query(text: string, params?: (string | null)[]): Promise<Record<string, string | null>[]>
  load(folder?: URL): Promise<{ result: LoadResult; lines: string[] }>
  close(): Promise<void>
}

/**
 * A database with all migrations, and clients of both roles; `load` brings in the data. It is in memory, or with
 * TEST_ENGINE=postgres a PostgreSQL of its own, so that the same tests judge both engines.
 */
export async function openEmpty(): Promise<Loaded> {
  const server = process.env.TEST_ENGINE === 'postgres' ? await startPostgres({ settings: { fsync: 'off' } }) : null
  const backend = await openEmbedded({
    dataDir: null,
    databaseUrl: server?.url ?? null,
    migrationsDir: 'supabase/migrations',
  })
  const client = (key: string): Db =>
    createClient<Database>(backend.url, key, {
      auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
      global: { fetch: backend.fetch },
    })
  const service = client(backend.serviceKey)
  return {
    anon: client(backend.anonKey),
    service,
    stage: { url: backend.url, anonKey: backend.anonKey, fetch: backend.fetch },
    query: (text, params = []) => backend.db.query(text, params) as Promise<Record<string, string | null>[]>,
    load: async folder => {
      const lines: string[] = []
      const result = await loadData(service, line => lines.push(line), folder)
      return { result, lines }
    },
    close: async () => {
      await backend.close()
      await server?.stop()
    },
  }
}

export async function openLoaded(): Promise<Loaded> {
  const opened = await openEmpty()
  await opened.load()
  return opened
}
