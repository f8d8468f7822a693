import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { closeSync, createWriteStream, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { ArchiveError, type Cells, CHUNK_BYTES, type End, type Head } from './archive-format.ts'

/**
 * Writes an archive under the name `<file>.part`, for its owner alone. `finish` brings it to the disk and gives it its
 * name; whatever happens before, there is no file of that name. Memory holds what the disk has not taken, no more.
 */
export function createArchive(file: string, head: Head): ArchiveWriter {
  if (existsSync(file)) throw new ArchiveError(`The file ${file} is there already. Choose another name.`)
  const part = `${file}.part`
  // Left by a run that was killed.
  rmSync(part, { force: true })
  return new ArchiveWriter(file, part, openSync(part, 'wx', 0o600), head)
}

export class ArchiveWriter {
  readonly #file: string
  readonly #part: string
  readonly #gzip = createGzip()
  readonly #written: Promise<void>
  readonly #hash = createHash('sha256')
  readonly #tables: Record<string, number> = {}
  #table = ''
  #files = 0
  #isOpen = true

  constructor(file: string, part: string, descriptor: number, head: Head) {
    this.#file = file
    this.#part = part
    this.#written = pipeline(this.#gzip, createWriteStream(part, { fd: descriptor, flush: true }))
    // Told by whoever writes next, or by `finish`.
    this.#written.catch(() => {})
    this.#add(head)
  }

  async table(name: string, columns: readonly string[]): Promise<void> {
    this.#table = name
    this.#tables[name] = 0
    await this.#line({ table: name, columns })
  }

  /** Rows of the table begun last. */
  async rows(rows: readonly Cells[]): Promise<void> {
    this.#tables[this.#table] = (this.#tables[this.#table] ?? 0) + rows.length
    for (const row of rows) this.#add(row)
    await this.#drain()
  }

  async sequence(name: string, next: string): Promise<void> {
    await this.#line({ sequence: name, next })
  }

  async keys(keys: object): Promise<void> {
    await this.#line({ keys })
  }

  async file(name: string, type: string, bytes: Uint8Array): Promise<void> {
    this.#files += 1
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    await this.#line({ file: name, type, size: bytes.length, sha256 })
    for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
      await this.#line(Buffer.from(bytes.subarray(at, at + CHUNK_BYTES)).toString('base64'))
    }
  }

  /** Ends the archive, brings it to the disk and gives it its name. */
  async finish(): Promise<End> {
    const end: End = { tables: this.#tables, files: this.#files, sha256: this.#hash.digest('hex') }
    this.#gzip.end(`${JSON.stringify({ end })}\n`)
    await this.#written
    this.#isOpen = false
    renameSync(this.#part, this.#file)
    const folder = openSync(dirname(this.#file), 'r')
    fsyncSync(folder)
    closeSync(folder)
    return end
  }

  /** Takes away what was written, unless it was finished. */
  async abandon(): Promise<void> {
    if (!this.#isOpen) return
    this.#isOpen = false
    this.#gzip.destroy()
    await this.#written.catch(() => {})
    rmSync(this.#part, { force: true })
  }

  async #line(value: unknown): Promise<void> {
    this.#add(value)
    await this.#drain()
  }

  #add(value: unknown): void {
    const line = `${JSON.stringify(value)}\n`
    this.#hash.update(line)
    this.#gzip.write(line)
  }

  async #drain(): Promise<void> {
    if (this.#gzip.writableNeedDrain) await Promise.race([once(this.#gzip, 'drain'), this.#written])
    if (this.#gzip.errored) throw this.#gzip.errored
  }
}
