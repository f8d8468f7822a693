import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Db, DbError } from './engine/db.ts'
import { platformSql } from './platform-sql.ts'

type Migration = { version: string; name: string; file: string; text: string; sha256: string }

const FILE_NAME = /^(\d{14})_(.+)\.sql$/

/**
 * Brings the database to the state of the migration files: each new one in order of its time stamp, as the owner
 * role, in a transaction of its own. Refused by name: a file that ran and has changed or gone, two files of one
 * time stamp, a new file older than one that ran.
 */
export async function migrate(db: Db, migrationsDir: string, log: (line: string) => void): Promise<void> {
  await ensurePlatform(db)
  const files = readMigrations(migrationsDir)
  const done = await db.query('select version, name, statements_sha256 from supabase_migrations.schema_migrations', [])
  const doneByVersion = new Map(done.map(row => [row.version ?? '', row]))
  for (const [version, row] of doneByVersion) {
    const file = files.find(candidate => candidate.version === version)
    if (file === undefined) {
      throw new Error(
        `The migration ${version}_${row.name} has run on this database, but its file is not in ${migrationsDir}.`,
      )
    }
    if (file.sha256 !== row.statements_sha256) {
      throw new Error(
        `The migration ${file.file} has run on this database and was changed afterwards. Write a new file instead.`,
      )
    }
  }
  const newest = [...doneByVersion.keys()].sort().at(-1) ?? ''
  for (const file of files) {
    if (doneByVersion.has(file.version)) continue
    if (file.version < newest) {
      throw new Error(
        `The migration ${file.file} is older than one that has run (${newest}). Give it a later time stamp.`,
      )
    }
    await runMigration(db, file)
    log(`Migrated: ${file.file}`)
  }
}

/** Once per text, since its locks would hold up the requests of other processes; and on a server without our roles. */
async function ensurePlatform(db: Db): Promise<void> {
  const sha256 = createHash('sha256').update(platformSql).digest('hex')
  const [state] = await db.query(
    `select to_regclass('supabase_migrations.platform') is not null as is_there,
      4 = (select count(*) from pg_roles where rolname in ('anon', 'authenticated', 'service_role', 'imarika_owner')
        and pg_has_role(oid, 'usage')) as has_roles`,
    [],
  )
  if (state?.is_there === 't' && state.has_roles === 't') {
    const [last] = await db.query('select sha256 from supabase_migrations.platform', [])
    if (last?.sha256 === sha256) return
  }
  await db.transaction([
    { text: platformSql },
    { text: 'delete from supabase_migrations.platform', params: [] },
    { text: 'insert into supabase_migrations.platform (sha256) values ($1)', params: [sha256] },
  ])
}

function readMigrations(folder: string): Migration[] {
  const migrations: Migration[] = []
  for (const file of readdirSync(folder).sort()) {
    if (!file.endsWith('.sql')) continue
    const [, version, name] = FILE_NAME.exec(file) ?? []
    if (version === undefined || name === undefined) {
      throw new Error(`The migration ${file} must be named <14 digits>_<name>.sql.`)
    }
    const twin = migrations.at(-1)
    if (twin?.version === version) throw new Error(`The migrations ${twin.file} and ${file} have the same time stamp.`)
    const text = readFileSync(join(folder, file), 'utf8')
    migrations.push({ version, name, file, text, sha256: createHash('sha256').update(text).digest('hex') })
  }
  return migrations
}

async function runMigration(db: Db, migration: Migration): Promise<void> {
  const { version, name, file, text, sha256 } = migration
  const insert =
    'insert into supabase_migrations.schema_migrations (version, name, statements_sha256) values ($1, $2, $3)'
  try {
    await db.transaction([
      { text: 'set local role imarika_owner; set local search_path = public, extensions' },
      { text },
      // A file may have set something for the whole session; the next request must not inherit it.
      { text: 'reset role; reset all' },
      { text: insert, params: [version, name, sha256] },
    ])
  } catch (error) {
    if (!(error instanceof DbError)) throw error
    const more = [error.detail, error.hint].filter(line => line !== null).join(' ')
    throw new Error(`The migration ${file} failed (${error.code}): ${error.message} ${more}`.trimEnd(), {
      cause: error,
    })
  }
}
