import { createHash } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { type FileHandle, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { Bytes, FileStore, Taken } from './file-store.ts'

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const TEMPORARY = '.part'
/** Another process on the same folder may be between the bytes and the row of a file this young. */
const IN_FLIGHT_MS = 60 * 60 * 1000

/** Files in a folder, one each. A file is whole under its name or not there: temporary file, fsync, rename, fsync. */
export class FolderStore implements FileStore {
  readonly #folder: string

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    this.#folder = folder
  }

  async take(id: string, bytes: Bytes, most: number): Promise<Taken | null> {
    const temporary = `${this.#path(id)}${TEMPORARY}`
    const file = await open(temporary, 'wx', 0o600)
    try {
      const written = await writeAll(file, bytes, most)
      if (written === null) {
        await rm(temporary, { force: true })
        return null
      }
      await rename(temporary, this.#path(id))
      await this.#syncFolder()
      return { ...written, statements: [], discard: () => this.remove([id]) }
    } catch (error) {
      await rm(temporary, { force: true })
      throw error
    }
  }

  async read(id: string): Promise<ReadableStream<Uint8Array> | null> {
    try {
      const file = await open(this.#path(id))
      return Readable.toWeb(file.createReadStream()) as ReadableStream<Uint8Array>
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
      throw error
    }
  }

  async remove(ids: readonly string[]): Promise<void> {
    for (const id of ids) await rm(this.#path(id), { force: true })
  }

  async sweep(known: ReadonlySet<string>): Promise<number> {
    let swept = 0
    for (const name of await readdir(this.#folder)) {
      const id = name.endsWith(TEMPORARY) ? name.slice(0, -TEMPORARY.length) : name
      if (!UUID.test(id) || (name === id && known.has(id))) continue
      const path = join(this.#folder, name)
      const found = await stat(path).catch(() => null)
      if (found === null || Date.now() - found.mtimeMs < IN_FLIGHT_MS) continue
      await rm(path, { force: true })
      swept += 1
    }
    return swept
  }

  #path(id: string): string {
    if (!UUID.test(id)) throw new Error('The name of a file is not a uuid.')
    return join(this.#folder, id)
  }

  async #syncFolder(): Promise<void> {
    const folder = await open(this.#folder)
    try {
      await folder.sync()
    } finally {
      await folder.close()
    }
  }
}

async function writeAll(file: FileHandle, bytes: Bytes, most: number): Promise<{ size: number; hash: string } | null> {
  const hash = createHash('sha256')
  let size = 0
  try {
    for await (const chunk of bytes) {
      size += chunk.byteLength
      if (size > most) return null
      hash.update(chunk)
      await file.writeFile(chunk)
    }
    await file.sync()
    return { size, hash: hash.digest('hex') }
  } finally {
    await file.close()
  }
}
