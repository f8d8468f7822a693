import type { End, Head } from './archive-format.ts'
import { takeEmptyTables } from './empty-database.ts'
import { isOfStorage } from './left-out.ts'
import { loadParts } from './load-parts.ts'
import { listMigrationFiles, requireKnownMigrations } from './migration-state.ts'
import { openToImport, type Place, type Told } from './place.ts'
import { quietTables } from './quiet-tables.ts'
import { checkArchive } from './read-archive.ts'
import { settleSession } from './session.ts'
import { carriedTables, listTables } from './tables.ts'

export type Imported = { rows: number; files: number; tables: number; withKeys: boolean; foreignPasswords: number }

/**
 * Fills an empty backend from an archive: all of it, or nothing. The archive is read twice, first to know that it is
 * whole before anything is opened, then to load it in one transaction.
 */
export async function importArchive(told: Told, file: string): Promise<Imported> {
  const { head, end } = await checkArchive(file)
  requireKnownMigrations(head.migrations, listMigrationFiles(told.migrationsDir))
  const place = await openToImport(told, head.migrations)
  try {
    await loadAll(place, file, head)
    // PGlite has the one session, which goes on with its own settings.
    await place.session.query('reset all')
    await place.migrateOn()
    await place.session.query('analyze')
    return {
      ...summarise(end),
      withKeys: head.with_keys && place.kind !== 'supabase',
      foreignPasswords: await countForeignPasswords(place),
    }
  } finally {
    await place.close()
  }
}

export function summarise(end: End): { rows: number; files: number; tables: number } {
  const counts = Object.values(end.tables)
  return { tables: counts.length, rows: counts.reduce((sum, count) => sum + count, 0), files: end.files }
}

async function loadAll(place: Place, file: string, head: Head): Promise<void> {
  const { session } = place
  await session.query('begin')
  try {
    await settleSession(session)
    const all = (await listTables(session)).filter(({ name }) => place.kind !== 'supabase' || !isOfStorage(name))
    await takeEmptyTables(session, all)
    const tables = carriedTables(all, head.with_keys)
    const restore = await quietTables(session, tables)
    await loadParts(place, file, tables)
    await restore()
    await session.query('commit')
  } catch (error) {
    // Where the error came from the database the transaction is gone already, and a warning is all that this gives.
    await session.query('rollback').catch(() => {})
    await place.files.discard()
    throw error
  }
}

/** Those that only a Supabase's service can check; who has one chooses a new password. */
async function countForeignPasswords({ kind, session }: Place): Promise<number> {
  if (kind === 'supabase') return 0
  const [row] = await session.query(
    "select count(*) as n from auth.users where encrypted_password <> '' and encrypted_password not like '$argon2id$v=19$%'",
  )
  return Number(row?.n)
}
