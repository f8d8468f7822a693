import { createHash, type Hash } from 'node:crypto'
import { z } from 'zod'
import { ArchiveError, type Cells, CHUNK_BYTES, type End, FORMAT, type Head } from './archive-format.ts'
import { readLines } from './read-lines.ts'

export type ArchivePart =
  | { kind: 'head'; head: Head }
  | { kind: 'table'; name: string; columns: string[] }
  /** Some rows of the table named last. */
  | { kind: 'rows'; rows: Cells[] }
  | { kind: 'sequence'; name: string; next: string }
  | { kind: 'keys'; keys: unknown }
  | { kind: 'file'; name: string; type: string; bytes: Buffer }
  | { kind: 'end'; end: End }

/** So many rows, or so many bytes of them, are handed over at once. */
const BATCH_ROWS = 1_000
const BATCH_BYTES = 1024 * 1024
/** Largest file that is held in memory; an upload may be a tenth of it. */
const FILE_BYTES = 100 * 1024 * 1024

const count = z.number().int().nonnegative()
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const headShape: z.ZodType<Head> = z.object({
  imarika_archive: z.literal(FORMAT),
  notice: z.string(),
  made_at: z.iso.datetime(),
  engine: z.string(),
  migrations: z.array(z.object({ version: z.string().regex(/^\d{14}$/), name: z.string(), sha256: sha256.nullable() })),
  with_keys: z.boolean(),
})
const lineShape = z.union([
  z.array(z.string().nullable()),
  z.string(),
  z.strictObject({ table: z.string(), columns: z.array(z.string()).min(1) }),
  z.strictObject({ sequence: z.string(), next: z.string().regex(/^-?\d+$/) }),
  z.strictObject({ keys: z.record(z.string(), z.unknown()) }),
  z.strictObject({ file: z.string(), type: z.string(), size: count.max(FILE_BYTES), sha256 }),
  z.strictObject({ end: z.strictObject({ tables: z.record(z.string(), count), files: count, sha256 }) }),
])

/**
 * The parts of an archive in their order. Whatever is not as it was written throws an `ArchiveError`, at the latest
 * where the end should be: so nothing that came before counts until the end has come.
 */
export async function* readArchive(file: string): AsyncGenerator<ArchivePart> {
  const reader = new ArchiveReader()
  const lines = readLines(file)
  for await (const line of lines) yield* reader.take(line)
  reader.requireEnd()
}

/** Reads the whole archive and says what it is. */
export async function checkArchive(file: string): Promise<{ head: Head; end: End }> {
  let head: Head | null = null
  let end: End | null = null
  for await (const part of readArchive(file)) {
    if (part.kind === 'head') head = part.head
    if (part.kind === 'end') end = part.end
  }
  if (head === null || end === null) throw damaged('it has no end')
  return { head, end }
}

const damaged = (what: string) => new ArchiveError(`The archive is damaged: ${what}.`)

type FileLine = { file: string; type: string; size: number; sha256: string }
type OpenFile = FileLine & { chunks: Buffer[]; taken: number }

class ArchiveReader {
  readonly #hash: Hash = createHash('sha256')
  readonly #tables = new Map<string, number>()
  readonly #fileNames = new Set<string>()
  #line = 0
  #table: { name: string; width: number } | null = null
  #rows: Cells[] = []
  #rowBytes = 0
  #file: OpenFile | null = null
  #hasEnded = false

  requireEnd(): void {
    if (this.#line === 0) throw new ArchiveError('The file is empty.')
    if (!this.#hasEnded) throw new ArchiveError('The archive is cut off: its last line is missing.')
  }

  *take(bytes: Buffer): Generator<ArchivePart> {
    this.#line += 1
    if (this.#hasEnded) throw damaged('something follows its end')
    const value = parseLine(bytes, this.#line)
    if (this.#line === 1) {
      this.#hash.update(bytes)
      yield { kind: 'head', head: parseHead(value) }
      return
    }
    const line = lineShape.safeParse(value)
    if (!line.success) throw damaged(`line ${this.#line} is none that an archive has`)
    const { data } = line
    if (typeof data === 'object' && !Array.isArray(data) && 'end' in data) {
      yield* this.#finishOpen()
      this.#checkEnd(data.end)
      yield { kind: 'end', end: data.end }
      return
    }
    this.#hash.update(bytes)
    if (Array.isArray(data)) yield* this.#takeRow(data, bytes.length)
    else if (typeof data === 'string') this.#takeChunk(data)
    else {
      yield* this.#finishOpen()
      yield* this.#begin(data)
    }
  }

  *#begin(
    data: { table: string; columns: string[] } | { sequence: string; next: string } | { keys: object } | FileLine,
  ): Generator<ArchivePart> {
    if ('table' in data) {
      if (this.#tables.has(data.table)) throw damaged(`the table ${data.table} comes twice`)
      this.#tables.set(data.table, 0)
      this.#table = { name: data.table, width: data.columns.length }
      yield { kind: 'table', name: data.table, columns: data.columns }
    } else if ('sequence' in data) yield { kind: 'sequence', name: data.sequence, next: data.next }
    else if ('keys' in data) yield { kind: 'keys', keys: data.keys }
    else {
      if (this.#fileNames.has(data.file)) throw damaged(`the file ${data.file} comes twice`)
      this.#fileNames.add(data.file)
      this.#file = { ...data, chunks: [], taken: 0 }
    }
  }

  *#takeRow(row: Cells, size: number): Generator<ArchivePart> {
    const table = this.#table
    if (table === null) throw damaged(`line ${this.#line} is a row of no table`)
    if (row.length !== table.width) throw damaged(`line ${this.#line} has too few or too many values`)
    this.#tables.set(table.name, (this.#tables.get(table.name) ?? 0) + 1)
    this.#rows.push(row)
    this.#rowBytes += size
    if (this.#rows.length >= BATCH_ROWS || this.#rowBytes >= BATCH_BYTES) yield* this.#handOverRows()
  }

  *#handOverRows(): Generator<ArchivePart> {
    if (this.#rows.length > 0) yield { kind: 'rows', rows: this.#rows }
    this.#rows = []
    this.#rowBytes = 0
  }

  #takeChunk(text: string): void {
    const file = this.#file
    if (file === null) throw damaged(`line ${this.#line} has bytes of no file`)
    const bytes = Buffer.from(text, 'base64')
    file.taken += bytes.length
    const isLast = file.taken === file.size
    if (bytes.toString('base64') !== text || file.taken > file.size || (!isLast && bytes.length !== CHUNK_BYTES)) {
      throw damaged(`the bytes of the file ${file.file} are not those written`)
    }
    file.chunks.push(bytes)
  }

  /** What was open before a line that begins something else. */
  *#finishOpen(): Generator<ArchivePart> {
    yield* this.#handOverRows()
    this.#table = null
    const file = this.#file
    this.#file = null
    if (file === null) return
    const bytes = Buffer.concat(file.chunks)
    if (bytes.length !== file.size || createHash('sha256').update(bytes).digest('hex') !== file.sha256) {
      throw damaged(`the bytes of the file ${file.file} are not those written`)
    }
    yield { kind: 'file', name: file.file, type: file.type, bytes }
  }

  #checkEnd(end: End): void {
    this.#hasEnded = true
    if (this.#hash.digest('hex') !== end.sha256) throw damaged('its hash is not that of what it holds')
    const names = new Set([...this.#tables.keys(), ...Object.keys(end.tables)])
    for (const name of names) {
      const [found, said] = [this.#tables.get(name), end.tables[name]]
      if (found !== said) {
        throw damaged(`it says that ${name} has ${said ?? 'no table, not'} rows, and holds ${found ?? 'no such table'}`)
      }
    }
    if (this.#fileNames.size !== end.files) {
      throw damaged(`it says that there are ${end.files} files, and holds ${this.#fileNames.size}`)
    }
  }
}

function parseLine(bytes: Buffer, line: number): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes))
  } catch {
    throw line === 1 ? new ArchiveError('This is no archive of Imarika.') : damaged(`line ${line} cannot be read`)
  }
}

function parseHead(value: unknown): Head {
  const version = z.object({ imarika_archive: z.number() }).safeParse(value)
  if (!version.success) throw new ArchiveError('This is no archive of Imarika.')
  if (version.data.imarika_archive !== FORMAT) {
    throw new ArchiveError(
      `The archive has format ${version.data.imarika_archive}; this version of Imarika reads format ${FORMAT}. ` +
        'Use the version that made it.',
    )
  }
  const head = headShape.safeParse(value)
  if (!head.success) throw damaged('its first line is not complete')
  return head.data
}
