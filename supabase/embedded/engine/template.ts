import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { PGlite } from '@electric-sql/pglite'

/**
 * An empty cluster kept beside the installed packages: making one anew takes seven times as long as loading it.
 * For databases in memory and tests only; a data folder is always made by PostgreSQL's own initdb.
 */
const packages = join(import.meta.dirname, '../../../node_modules')
const entry = createRequire(import.meta.url).resolve('@electric-sql/pglite')
const { version } = JSON.parse(readFileSync(join(dirname(entry), '../package.json'), 'utf8')) as { version: string }
const file = join(packages, '.cache', `imarika-cluster-${version}.tar`)

export function readTemplate(): Blob | null {
  return existsSync(file) ? new Blob([readFileSync(file)]) : null
}

/** Where nothing can be written beside the packages, every opening makes its own. */
export async function keepTemplate(pg: PGlite): Promise<void> {
  const tar = await pg.dumpDataDir('none')
  const temporary = `${file}.${randomUUID()}`
  try {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(temporary, new Uint8Array(await tar.arrayBuffer()))
    renameSync(temporary, file)
  } catch {
    rmSync(temporary, { force: true })
  }
}
