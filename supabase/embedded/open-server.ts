import { type Db, DbError } from './engine/db.ts'
import { openPg } from './engine/pg-db.ts'
import { openKeysInDatabase } from './keys.ts'
import { migrate } from './migrate.ts'
import type { OpenEngine } from './open.ts'

type ServerOptions = { databaseUrl: string; pool?: number; migrationsDir: string; log: (line: string) => void }

/** Hosted Supabase ran on 15 when this was written; the SQL of ours asks for nothing later. */
const OLDEST_MAJOR = 15

/** The advisory locks of ours, in one database: who brings it up to date, and who loads data or does other such work. */
const LOCKS = { start: 4_915_001, work: 4_915_002 }

/** A PostgreSQL by its address. Any number of processes may open it, also at the same moment on an empty database. */
export async function openServer({ databaseUrl, pool, migrationsDir, log }: ServerOptions): Promise<OpenEngine> {
  const db = openPg({ url: databaseUrl, log, ...(pool === undefined ? {} : { pool }) })
  try {
    const keys = await db.alone(LOCKS.start, async () => {
      await db.requireOwnSessions()
      await requireVersion(db)
      for (const setting of await looseSettings(db)) {
        log(
          `The database runs with ${setting}: what was acknowledged may be lost when it stops. Its operator can change that.`,
        )
      }
      await migrate(db, migrationsDir, log)
      return openKeysInDatabase(db)
    })
    const isAnswering = () =>
      db.ping().then(
        () => true,
        () => false,
      )
    return { db, keys, isAnswering, alone: work => db.alone(LOCKS.work, work), close: () => db.close() }
  } catch (error) {
    await db.close()
    if (!(error instanceof DbError)) throw error
    throw new Error(`The database of DATABASE_URL cannot be used (${error.code}): ${error.message}`, { cause: error })
  }
}

async function requireVersion(db: Db): Promise<void> {
  const [row] = await db.query("select current_setting('server_version_num')::int / 10000 as major", [])
  if (Number(row?.major) >= OLDEST_MAJOR) return
  throw new Error(`The database is PostgreSQL ${row?.major}; Imarika needs version ${OLDEST_MAJOR} or later.`)
}

/** What makes a commit less than a promise. Some managed servers sync in other ways and say so with fsync off. */
async function looseSettings(db: Db): Promise<string[]> {
  const text = `select name || ' = ' || setting as setting from pg_settings
    where (name = 'fsync' and setting = 'off') or (name = 'full_page_writes' and setting = 'off')
      or (name = 'synchronous_commit' and setting = 'off') order by name`
  return (await db.query(text, [])).map(row => row.setting ?? '')
}
