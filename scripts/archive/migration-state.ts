import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ArchiveError, type MigrationMark } from './archive-format.ts'
import type { Session } from './session.ts'

/** What has run on a database, oldest first; empty where nothing has. */
export async function readMigrationState(session: Session): Promise<MigrationMark[]> {
  const [there] = await session.query(
    "select to_regclass('supabase_migrations.schema_migrations') is not null as is_there",
  )
  if (there?.is_there !== 't') return []
  const rows = await session.query(
    'select to_jsonb(m)::text as mark from supabase_migrations.schema_migrations m order by m.version',
  )
  return rows.map(({ mark }) => {
    const row = JSON.parse(mark ?? '') as { version: string; name: string | null; statements_sha256?: string }
    return { version: row.version, name: row.name ?? '', sha256: row.statements_sha256 ?? null }
  })
}

/** The migrations of this version of Imarika. */
export function listMigrationFiles(folder: string): (MigrationMark & { file: string })[] {
  return readdirSync(folder)
    .filter(file => /^\d{14}_.+\.sql$/.test(file))
    .sort()
    .map(file => ({
      file,
      version: file.slice(0, 14),
      name: file.slice(15, -'.sql'.length),
      sha256: createHash('sha256')
        .update(readFileSync(join(folder, file)))
        .digest('hex'),
    }))
}

/**
 * Throws where the archive was made by migrations that are not the first ones of this version: then its rows do not
 * fit into tables that this version can make.
 */
export function requireKnownMigrations(archive: readonly MigrationMark[], known: readonly MigrationMark[]): void {
  if (archive.length === 0) throw new ArchiveError('The archive names no migration, so nobody knows its tables.')
  for (const [n, mark] of archive.entries()) {
    const own = known[n]
    const title = `${mark.version}_${mark.name}`
    if (own === undefined) {
      throw new ArchiveError(
        `The archive is of a newer version of Imarika: this one does not know the migration ${title}. Use the newer one.`,
      )
    }
    if (own.version !== mark.version) {
      throw new ArchiveError(
        `The archive and this version of Imarika differ: where the archive has the migration ${title}, ` +
          `this version has ${own.version}_${own.name}. Use the version that made the archive.`,
      )
    }
    if (mark.sha256 !== null && own.sha256 !== null && own.sha256 !== mark.sha256) {
      throw new ArchiveError(
        `The archive was made with another text of the migration ${title}. Use the version of Imarika that made it.`,
      )
    }
  }
}

/** Throws where the database to fill has come further than the archive, or along another way. */
export function requireBehind(database: readonly MigrationMark[], archive: readonly MigrationMark[]): void {
  const ahead = database.find(({ version }, n) => archive[n]?.version !== version)
  if (ahead === undefined) return
  const last = archive.at(-1)
  throw new ArchiveError(
    `The database has run the migration ${ahead.version}_${ahead.name}, and the archive ends with ` +
      `${last?.version}_${last?.name}. Import it into a database or folder that is new.`,
  )
}

/** Runs `work` with a folder that holds only the migrations up to the archive's. */
export async function withMigrationsUpTo<Value>(
  archive: readonly MigrationMark[],
  folder: string,
  work: (folder: string) => Promise<Value>,
): Promise<Value> {
  const kept = mkdtempSync(join(tmpdir(), 'imarika-migrations-'))
  try {
    const versions = new Set(archive.map(({ version }) => version))
    for (const { file, version } of listMigrationFiles(folder)) {
      if (versions.has(version)) writeFileSync(join(kept, file), readFileSync(join(folder, file)))
    }
    return await work(kept)
  } finally {
    rmSync(kept, { recursive: true })
  }
}
