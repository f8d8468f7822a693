import type { AppLoadContext } from '@remix-run/node'
import { createClient, type SupabaseClient } from '@supabase/supabase-js'
import type { Database } from '#app/data/database.types.ts'
import type { Backend } from './load-context.ts'

export type Db = SupabaseClient<Database>

const anonymous = new WeakMap<Backend, Db>()

/** The client of a reader who is not signed in. It holds no session, so one per backend serves all requests. */
export function anonymousDb({ backend }: AppLoadContext): Db {
  const known = anonymous.get(backend)
  if (known) return known
  const db = createClient<Database>(backend.url, backend.anonKey, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
    global: { fetch: backend.fetch },
    // Waiting for a database that is away is not for a request to do: it would be held for seven seconds.
    db: { retry: false },
  })
  anonymous.set(backend, db)
  return db
}
