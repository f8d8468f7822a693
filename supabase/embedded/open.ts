import { chmodSync, mkdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { ensureDatabaseFolder } from './engine/create-folder.ts'
import type { Db } from './engine/db.ts'
import { lockFolder } from './engine/folder-lock.ts'
import { openPglite } from './engine/pglite-db.ts'
import { createGateway } from './gateway.ts'
import { type Keys, openKeys } from './keys.ts'
import { migrate } from './migrate.ts'
import { openServer } from './open-server.ts'
import { loadSchemaCache } from './rest/schema-cache.ts'
import { openFileStore } from './storage/open-file-store.ts'

export type EmbeddedOptions = {
  /** Where everything lies; null keeps it in memory, for tests. */
  dataDir: string | null
  /** A PostgreSQL instead: everything lies in it, and the folder is neither read nor made. */
  databaseUrl?: string | null
  /** Most connections to it at once. */
  pool?: number
  /** A folder for the bytes of files; else they lie in the data folder, or in the PostgreSQL. */
  storageDir?: string | null
  migrationsDir: string
  log?: (line: string) => void
}

export type EmbeddedBackend = {
  url: string
  anonKey: string
  serviceKey: string
  fetch: typeof fetch
  db: Db
  /** Whether the database answers now; bounded to about two seconds. */
  isAnswering(): Promise<boolean>
  /** Runs `work` while no other process on this database, nor call in this one, runs any. */
  alone<Value>(work: () => Promise<Value>): Promise<Value>
  close(): Promise<void>
}

/** A migrated database with its keys, whichever engine it is. */
export type OpenEngine = Pick<EmbeddedBackend, 'db' | 'isAnswering' | 'alone' | 'close'> & { keys: Keys }

/** No such host: the gateway has no address, and a request that leaves the process by mistake finds nobody. */
const GATEWAY_URL = 'http://imarika.invalid'

/** Opens the embedded backend, creating and migrating the database first where needed. */
export async function openEmbedded(options: EmbeddedOptions): Promise<EmbeddedBackend> {
  const log = options.log ?? (() => {})
  const { databaseUrl = null } = options
  const engine =
    databaseUrl === null ? await openFolder(options, log) : await openServer({ ...options, databaseUrl, log })
  const { keys, ...rest } = engine
  try {
    const cache = await loadSchemaCache(engine.db)
    const files = await openFileStore(engine.db, folderOfFiles(options))
    const { anonKey, serviceKey } = keys
    const fetch = createGateway({ db: engine.db, cache, keys, files, log })
    return { url: GATEWAY_URL, anonKey, serviceKey, fetch, ...rest }
  } catch (error) {
    await engine.close()
    throw error
  }
}

function folderOfFiles({ storageDir, databaseUrl, dataDir }: EmbeddedOptions): string | null {
  if (storageDir) return resolve(storageDir)
  return databaseUrl || dataDir === null ? null : join(resolve(dataDir), 'objects')
}

/** PGlite, once per folder: it is locked until `close`. */
async function openFolder(options: EmbeddedOptions, log: (line: string) => void): Promise<OpenEngine> {
  const dataDir = options.dataDir === null ? null : resolve(options.dataDir)
  if (dataDir !== null) makePrivateFolder(dataDir)
  const release = dataDir === null ? async () => {} : await lockFolder(dataDir)
  let db: Awaited<ReturnType<typeof openPglite>> | null = null
  try {
    const keys = openKeys(dataDir)
    const folder = dataDir === null ? null : await ensureDatabaseFolder(dataDir, log)
    const opened = await openPglite({ folder, log })
    db = opened
    await migrate(db, options.migrationsDir, log)
    const close = async () => {
      await opened.close()
      await release()
    }
    let last: Promise<unknown> = Promise.resolve()
    const alone = <Value>(work: () => Promise<Value>) => {
      const turn = last.then(work)
      last = turn.catch(() => {})
      return turn
    }
    return { db, keys, alone, isAnswering: async () => opened.isOpen, close }
  } catch (error) {
    await db?.close()
    await release()
    throw error
  }
}

/** The engine writes its files for everybody to read and change, so the folder around them is closed to all others. */
function makePrivateFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if ((statSync(folder).mode & 0o077) !== 0) chmodSync(folder, 0o700)
}
