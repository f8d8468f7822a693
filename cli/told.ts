import type { Told } from '#scripts/archive/place.ts'
import { type Environment, readEnvironment } from '#server/environment.ts'

/** Which backend the environment names, as `npm start` would take it. */
export function readTold(log: (line: string) => void): Told & { environment: Environment } {
  return {
    environment: readEnvironment(process.env, []),
    supabaseDbUrl: process.env.SUPABASE_DB_URL || null,
    migrationsDir: 'supabase/migrations',
    log,
  }
}
