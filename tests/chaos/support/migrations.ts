import { copyFileSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const own = 'supabase/migrations'

/** The project's migrations and, after them, ours for these tests, in a new folder. */
export function makeChaosMigrations(folder: string): string {
  mkdirSync(folder, { recursive: true })
  for (const name of readdirSync(own)) {
    if (name.endsWith('.sql')) copyFileSync(join(own, name), join(folder, name))
  }
  copyFileSync('tests/chaos/support/chaos.sql', join(folder, '99991231000000_chaos.sql'))
  return folder
}
