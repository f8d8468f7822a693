import { existsSync, mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { ensureDatabaseFolder } from '#embedded/engine/create-folder.ts'
import { lockFolder } from '#embedded/engine/folder-lock.ts'
import { openPglite } from '#embedded/engine/pglite-db.ts'
import { type Keys, openKeys, parseKeys, saveKeys } from '#embedded/keys.ts'
import { migrate } from '#embedded/migrate.ts'
import { openServer } from '#embedded/open-server.ts'
import { builtInFolder } from '#server/backend.ts'
import type { Environment } from '#server/environment.ts'
import { ArchiveError, type MigrationMark } from './archive-format.ts'
import { chunkPlace, type FilePlace, folderPlace, servicePlace } from './file-place.ts'
import { readMigrationState, requireBehind, withMigrationsUpTo } from './migration-state.ts'
import { openPgSession, type Session } from './session.ts'

/** One of the three backends, opened by its own means and past the gateway. */
export type Place = {
  kind: 'folder' | 'server' | 'supabase'
  session: Session
  files: FilePlace
  /** Null where they are not ours to know. */
  readKeys(): Promise<Keys | null>
  writeKeys(keys: Keys): Promise<void>
  /** After an import: whatever this version of Imarika has beyond the archive. */
  migrateOn(): Promise<void>
  close(): Promise<void>
}

/** What the process was told. */
export type Told = {
  environment: Pick<Environment, 'dataDir' | 'postgres' | 'supabase' | 'storageDir'>
  /** Connection string of a Supabase's database, which its address and keys do not give. */
  supabaseDbUrl: string | null
  migrationsDir: string
  log: (line: string) => void
}

/** Opens it as it is: nothing is created, and nothing migrated. */
export async function openToExport(told: Told): Promise<Place> {
  const { supabase, postgres } = told.environment
  if (supabase) return openSupabase(supabase, told)
  if (postgres) return serverPlace(await openPgSession(postgres.url), postgres.url, told)
  const folder = resolve(builtInFolder(told.environment.dataDir))
  if (!existsSync(join(folder, 'pg'))) throw new ArchiveError(`There is no database in ${folder}: nothing to export.`)
  return openFolder(folder, told)
}

/**
 * Opens it at the archive's state: a new one is made and migrated so far and no further. One that has come further, or
 * along another way, is refused.
 */
export async function openToImport(told: Told, archive: readonly MigrationMark[]): Promise<Place> {
  const { supabase, postgres } = told.environment
  const { log, migrationsDir } = told
  if (supabase) {
    const place = await openSupabase(supabase, told)
    return checked(place, async () => requireSame(await readMigrationState(place.session), archive))
  }
  if (postgres) {
    const place = serverPlace(await openPgSession(postgres.url), postgres.url, told)
    return checked(place, async () => {
      requireBehind(await readMigrationState(place.session), archive)
      await withMigrationsUpTo(archive, migrationsDir, kept => migrateServer(postgres.url, kept, log))
    })
  }
  const folder = resolve(builtInFolder(told.environment.dataDir))
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const place = await openFolder(folder, told)
  return checked(place, async () => {
    requireBehind(await readMigrationState(place.session), archive)
    await withMigrationsUpTo(archive, migrationsDir, kept => migrate(place.db, kept, log))
  })
}

async function checked(place: Place, work: () => Promise<void>): Promise<Place> {
  try {
    await work()
    return place
  } catch (error) {
    await place.close()
    throw error
  }
}

async function openFolder(folder: string, { environment, migrationsDir, log }: Told) {
  const release = await lockFolder(folder)
  try {
    const database = await ensureDatabaseFolder(folder, log)
    // Vacuum may not come in between: the transaction stays open over many calls.
    const db = await openPglite({ folder: database, log, maintenance: { idleMs: Number.POSITIVE_INFINITY } })
    return {
      kind: 'folder',
      db,
      session: db,
      files: folderPlace(resolve(environment.storageDir ?? join(folder, 'objects'))),
      readKeys: async () => openKeys(folder),
      writeKeys: async keys => {
        saveKeys(join(folder, 'keys.json'), keys)
      },
      migrateOn: () => migrate(db, migrationsDir, log),
      close: async () => {
        await db.close()
        await release()
      },
    } satisfies Place & { db: typeof db }
  } catch (error) {
    await release()
    throw error
  }
}

function serverPlace(session: Session, url: string, { environment, migrationsDir, log }: Told): Place {
  const { storageDir } = environment
  return {
    kind: 'server',
    session,
    files: storageDir === null ? chunkPlace(session) : folderPlace(resolve(storageDir)),
    readKeys: async () => {
      const [row] = await session.query('select keys::text as keys from private.keys')
      return parseKeys(row?.keys ?? '', 'The table private.keys')
    },
    writeKeys: async keys => {
      await session.query('update private.keys set keys = $1', [JSON.stringify(keys)])
    },
    migrateOn: () => migrateServer(url, migrationsDir, log),
    close: () => session.close(),
  }
}

async function migrateServer(databaseUrl: string, migrationsDir: string, log: (line: string) => void): Promise<void> {
  const opened = await openServer({ databaseUrl, pool: 1, migrationsDir, log })
  await opened.close()
}

async function openSupabase(supabase: NonNullable<Environment['supabase']>, { supabaseDbUrl }: Told): Promise<Place> {
  if (supabaseDbUrl === null) {
    throw new ArchiveError(
      'SUPABASE_URL needs SUPABASE_DB_URL beside it for this: the connection string of the database, as the project page shows it.',
    )
  }
  const session = await openPgSession(supabaseDbUrl)
  return {
    kind: 'supabase',
    session,
    files: servicePlace(supabase),
    readKeys: async () => null,
    writeKeys: async () => {},
    migrateOn: async () => {},
    close: () => session.close(),
  }
}

/** On a Supabase migrations are run by its own tool, so nothing is run here. */
function requireSame(database: readonly MigrationMark[], archive: readonly MigrationMark[]): void {
  requireBehind(database, archive)
  const missing = archive[database.length]
  if (missing === undefined) return
  throw new ArchiveError(
    `The Supabase has not run the migration ${missing.version}_${missing.name} of the archive. Run \`supabase db push\` first.`,
  )
}
