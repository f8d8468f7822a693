import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { type FileHandle, open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { openPglite } from './pglite-db.ts'

/** The major version that the engine in use writes and reads. */
const ENGINE_MAJOR = '18'
const CREATING = 'pg-creating-'

/**
 * Gives the database folder inside `dataDir`, made first when there is none. A new one is made under another name,
 * brought to the disk and then renamed, so that a stop at any moment leaves either a whole database or none.
 * The caller holds the folder's lock.
 */
export async function ensureDatabaseFolder(dataDir: string, log: (line: string) => void): Promise<string> {
  const folder = join(dataDir, 'pg')
  for (const name of readdirSync(dataDir)) {
    if (name.startsWith(CREATING)) rmSync(join(dataDir, name), { recursive: true })
  }
  if (existsSync(folder)) {
    requireSameMajor(folder)
    return folder
  }
  log(`Creating a new database in ${folder}`)
  const temporary = join(dataDir, `${CREATING}${process.pid}`)
  const db = await openPglite({ folder: temporary })
  await db.close()
  await syncTree(temporary)
  renameSync(temporary, folder)
  await syncOne(dataDir)
  return folder
}

function requireSameMajor(folder: string): void {
  const file = join(folder, 'PG_VERSION')
  if (!existsSync(file)) {
    throw new Error(`The folder ${folder} holds no database: there is no PG_VERSION in it.`)
  }
  const major = readFileSync(file, 'utf8').trim()
  if (major === ENGINE_MAJOR) return
  throw new Error(
    `The database in ${folder} was written by PostgreSQL ${major}, this version of Imarika reads PostgreSQL ${ENGINE_MAJOR}. ` +
      `Run \`npm run data:export -- <file>\` with the version of Imarika that wrote it, then ` +
      `\`npm run data:import -- <file>\` with this one and another data folder. Nothing was changed.`,
  )
}

async function syncTree(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) await syncTree(path)
    else await syncOne(path)
  }
  await syncOne(folder)
}

async function syncOne(path: string): Promise<void> {
  let handle: FileHandle | undefined
  try {
    handle = await open(path, 'r')
    await handle.sync()
  } finally {
    await handle?.close()
  }
}
