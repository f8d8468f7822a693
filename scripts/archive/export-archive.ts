import { hash } from 'node:crypto'
import { ArchiveError, FORMAT, type Head, NOTICE } from './archive-format.ts'
import { listObjects, type Stored } from './file-place.ts'
import { readMigrationState } from './migration-state.ts'
import type { Place } from './place.ts'
import { readSequences } from './sequences.ts'
import { type Session, settleSession } from './session.ts'
import { carriedTables, listTables, quote, quoteTable, type Table } from './tables.ts'
import { type ArchiveWriter, createArchive } from './write-archive.ts'

export type Exported = {
  tables: number
  rows: number
  files: number
  bytes: number
  /** Files whose rows are there, and whose bytes are not or are not those that were stored. */
  damaged: string[]
}

/** So many rows at once, of which the widest holds what people wrote in one form. */
const FETCH_ROWS = 200

/** Writes everything as it stood at one moment; who writes meanwhile is not held up. */
export async function exportArchive(place: Place, file: string, options: { withKeys: boolean }): Promise<Exported> {
  const { session } = place
  if (options.withKeys && place.kind === 'supabase') {
    throw new ArchiveError('The keys of a Supabase stay with it. Export without --with-keys.')
  }
  await session.query('begin isolation level repeatable read, read only')
  await settleSession(session)
  const migrations = await readMigrationState(session)
  if (migrations.length === 0)
    throw new ArchiveError('No migration of Imarika has run on this database: nothing to export.')
  const head: Head = {
    imarika_archive: FORMAT,
    notice: NOTICE,
    made_at: new Date().toISOString(),
    engine: await nameEngine(place),
    migrations,
    with_keys: options.withKeys,
  }
  const archive = createArchive(file, head)
  try {
    const tables = carriedTables(await listTables(session), options.withKeys)
    for (const table of tables) await exportTable(session, archive, table)
    for (const { name, next } of await readSequences(session)) await archive.sequence(name, next)
    const keys = options.withKeys ? await place.readKeys() : null
    if (keys !== null) await archive.keys(keys)
    const { bytes, damaged } = await exportFiles(place, archive)
    const end = await archive.finish()
    await session.query('commit')
    const rows = Object.values(end.tables).reduce((sum, count) => sum + count, 0)
    return { tables: tables.length, rows, files: end.files, bytes, damaged }
  } catch (error) {
    await archive.abandon()
    throw error
  }
}

async function nameEngine({ kind, session }: Place): Promise<string> {
  const [row] = await session.query("select current_setting('server_version') as version")
  const where = { folder: 'built in', server: 'by DATABASE_URL', supabase: 'of a Supabase' }[kind]
  return `PostgreSQL ${row?.version}, ${where}`
}

async function exportTable(session: Session, archive: ArchiveWriter, table: Table): Promise<void> {
  const columns = table.columns.map(({ name }) => name)
  await archive.table(table.name, columns)
  const list = columns.map(name => `t.${quote(name)}`).join(', ')
  await session.query(
    `declare rows_of_table no scroll cursor for
      select ${list} from ${quoteTable(table.name)} t order by ${table.order.join(', ')}`,
  )
  for (;;) {
    const rows = await session.query(`fetch ${FETCH_ROWS} from rows_of_table`)
    if (rows.length > 0) await archive.rows(rows.map(row => columns.map(name => row[name] ?? null)))
    if (rows.length < FETCH_ROWS) break
  }
  await session.query('close rows_of_table')
}

/** Bytes that are not those that were stored go along as they are: there are no better ones. */
async function exportFiles(place: Place, archive: ArchiveWriter): Promise<{ bytes: number; damaged: string[] }> {
  let bytes = 0
  const damaged: string[] = []
  for (const object of await listObjects(place.session)) {
    const found = await place.files.read(object)
    const name = `${object.bucket}/${object.name}`
    if (found === null || !isAsStored(object, found)) damaged.push(name)
    if (found === null) continue
    await archive.file(name, object.type, found)
    bytes += found.length
  }
  return { bytes, damaged }
}

const isAsStored = ({ size, sha256 }: Stored, bytes: Uint8Array): boolean =>
  (size === null || size === bytes.length) && (sha256 === null || sha256 === hash('sha256', bytes))
