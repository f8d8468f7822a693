import { resolve } from 'node:path'
import type { Told } from '#scripts/archive/place.ts'
import { type Environment, readEnvironment } from '#server/environment.ts'

/** Which backend the environment names, as `npm start` would take it. */
export function readTold(log: (line: string) => void): Told & { environment: Environment } {
  const { SUPABASE_DB_URL, STORAGE_DIR } = process.env
  return {
    environment: readEnvironment(process.env, []),
    supabaseDbUrl: SUPABASE_DB_URL || null,
    storageDir: STORAGE_DIR ? resolve(STORAGE_DIR) : null,
    migrationsDir: 'supabase/migrations',
    log,
  }
}
