import { chmodSync, mkdirSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { ensureDatabaseFolder } from './engine/create-folder.ts'
import type { Db } from './engine/db.ts'
import { lockFolder } from './engine/folder-lock.ts'
import { openPglite } from './engine/pglite-db.ts'
import { createGateway } from './gateway.ts'
import { openKeys } from './keys.ts'
import { migrate } from './migrate.ts'
import { loadSchemaCache } from './rest/schema-cache.ts'

export type EmbeddedOptions = {
  /** Where everything lies; null keeps it in memory, for tests. */
  dataDir: string | null
  migrationsDir: string
  log?: (line: string) => void
}

export type EmbeddedBackend = {
  url: string
  anonKey: string
  serviceKey: string
  fetch: typeof fetch
  db: Db
  close(): Promise<void>
}

/** No such host: the gateway has no address, and a request that leaves the process by mistake finds nobody. */
const GATEWAY_URL = 'http://imarika.invalid'

/**
 * Opens the embedded backend, creating and migrating the database first where needed. Once per process: the folder
 * is locked until `close`.
 */
export async function openEmbedded(options: EmbeddedOptions): Promise<EmbeddedBackend> {
  const log = options.log ?? (() => {})
  const dataDir = options.dataDir === null ? null : resolve(options.dataDir)
  if (dataDir !== null) makePrivateFolder(dataDir)
  const release = dataDir === null ? async () => {} : await lockFolder(dataDir)
  let db: Db | null = null
  try {
    const keys = openKeys(dataDir)
    const folder = dataDir === null ? null : await ensureDatabaseFolder(dataDir, log)
    db = await openPglite({ folder, log })
    await migrate(db, options.migrationsDir, log)
    const cache = await loadSchemaCache(db)
    const opened = db
    const close = async () => {
      await opened.close()
      await release()
    }
    const { anonKey, serviceKey } = keys
    return { url: GATEWAY_URL, anonKey, serviceKey, fetch: createGateway({ db, cache, keys, log }), db, close }
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
