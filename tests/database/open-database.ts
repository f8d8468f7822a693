import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Db } from '#embedded/engine/db.ts'
import { openPg } from '#embedded/engine/pg-db.ts'
import { openPglite } from '#embedded/engine/pglite-db.ts'
import { migrate } from '#embedded/migrate.ts'
import { startPostgres } from '../support/postgres.ts'
import { hasPostgres } from '../support/postgres-programs.ts'

export type Engine = 'PGlite' | 'PostgreSQL'
export type OpenDatabase = { db: Db; url: string | null; close(): Promise<void> }

/** PGlite always; PostgreSQL as well in the full run, where there is one for this machine. */
export const engines: Engine[] = process.env.IMARIKA_FULL === '1' && hasPostgres ? ['PGlite', 'PostgreSQL'] : ['PGlite']

const probeSql = readFileSync(new URL('./probe.sql', import.meta.url), 'utf8')

/**
 * The strictest of the three backends for the app itself: as on hosted Supabase, row-level security lets the service
 * role pass because of an attribute, and it owns nothing, so that only what is granted by name is left to it.
 */
const asOnSupabase = `
  do $$
  declare
    given record;
  begin
    for given in
      select grantor::regrole::text as giver from pg_auth_members
      where roleid = 'imarika_owner'::regrole and member = 'service_role'::regrole
    loop
      execute format('revoke imarika_owner from service_role granted by %s', given.giver);
    end loop;
    alter role service_role bypassrls;
  end
  $$`

/** The project's own migrations, seen with a superuser's eyes. */
export async function openDatabase(engine: Engine): Promise<OpenDatabase> {
  const opened = engine === 'PGlite' ? await openInMemory() : await openServer()
  try {
    await opened.db.transaction([{ text: asOnSupabase }, { text: probeSql }])
    return opened
  } catch (error) {
    await opened.close()
    throw error
  }
}

async function openInMemory(): Promise<OpenDatabase> {
  const db = await openPglite({ folder: null })
  await migrate(db, 'supabase/migrations', () => {})
  return { db, url: null, close: () => db.close() }
}

/** What Supabase makes before the first migration, and nothing else. */
export async function migratePlatform(db: Db): Promise<void> {
  const none = mkdtempSync(join(tmpdir(), 'imarika-no-migrations-'))
  try {
    await migrate(db, none, () => {})
  } finally {
    rmSync(none, { recursive: true })
  }
}

async function openServer(): Promise<OpenDatabase> {
  const server = await startPostgres()
  try {
    const login = openPg({ url: server.url, pool: 1, waitMs: 10_000 })
    await migrate(login, 'supabase/migrations', () => {})
    await login.close()
    const url = new URL(server.superuserUrl)
    url.pathname = new URL(server.url).pathname
    const db = openPg({ url: url.href, pool: 1, waitMs: 10_000 })
    const close = async () => {
      await db.close()
      await server.stop()
    }
    return { db, url: url.href, close }
  } catch (error) {
    await server.stop()
    throw error
  }
}
