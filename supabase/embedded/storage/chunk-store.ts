import { createHash } from 'node:crypto'
import type { Db, Statement } from '../engine/db.ts'
import type { Bytes, FileStore, Taken } from './file-store.ts'

/** Of one row of private.file_chunks. */
const CHUNK_BYTES = 262_144

/** Files in the database itself, in the transaction of their row: nothing is ever left over by a write. */
export class ChunkStore implements FileStore {
  readonly #db: Db

  constructor(db: Db) {
    this.#db = db
  }

  async take(id: string, bytes: Bytes, most: number): Promise<Taken | null> {
    const hash = createHash('sha256')
    const statements: Statement[] = []
    let size = 0
    let rest = Buffer.alloc(0)
    const put = (chunk: Buffer) =>
      statements.push({
        text: "insert into private.file_chunks (file_id, part, bytes) values ($1, $2, decode($3, 'base64'))",
        params: [id, String(statements.length), chunk.toString('base64')],
      })
    for await (const chunk of bytes) {
      size += chunk.byteLength
      if (size > most) return null
      hash.update(chunk)
      rest = rest.length === 0 ? Buffer.from(chunk) : Buffer.concat([rest, chunk])
      while (rest.length >= CHUNK_BYTES) {
        put(rest.subarray(0, CHUNK_BYTES))
        rest = rest.subarray(CHUNK_BYTES)
      }
    }
    if (rest.length > 0) put(rest)
    return { size, hash: hash.digest('hex'), statements, discard: async () => {} }
  }

  async read(id: string): Promise<ReadableStream<Uint8Array> | null> {
    let part = 0
    const next = async (): Promise<Buffer | null> => {
      const [row] = await this.#db.query(
        "select encode(bytes, 'base64') as bytes from private.file_chunks where file_id = $1 and part = $2",
        [id, String(part)],
      )
      part += 1
      return row?.bytes == null ? null : Buffer.from(row.bytes, 'base64')
    }
    return new ReadableStream<Uint8Array>(
      {
        async pull(controller) {
          const chunk = await next()
          if (chunk === null) controller.close()
          else controller.enqueue(chunk)
        },
      },
      // One part at a time, and only when somebody reads.
      { highWaterMark: 0 },
    )
  }

  async remove(ids: readonly string[]): Promise<void> {
    await this.#db.query('delete from private.file_chunks where file_id = any ($1::uuid[])', [`{${ids.join(',')}}`])
  }

  async sweep(): Promise<number> {
    const [row] = await this.#db.query(
      `with swept as (
        delete from private.file_chunks c
        where not exists (select from storage.objects o where o.version = c.file_id::text) returning file_id
      )
      select count(distinct file_id) as files from swept`,
      [],
    )
    return Number(row?.files ?? 0)
  }
}
