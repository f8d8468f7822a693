import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { FolderStore } from '#embedded/storage/folder-store.ts'
import { ArchiveError, CHUNK_BYTES } from './archive-format.ts'
import type { Session } from './session.ts'

/** A row of storage.objects. */
export type StoredObject = {
  bucket: string
  name: string
  /** Under which its bytes lie; a Supabase gives its own. */
  version: string
  type: string
}

/** What a row says of the bytes; the built-in service keeps their hash as well, that of Supabase another mark. */
export type Stored = StoredObject & { size: number | null; sha256: string | null }

/** The rows of files, in order of their names. */
export async function listObjects(session: Session): Promise<Stored[]> {
  const rows = await session.query(
    `select bucket_id, name, version, coalesce(metadata ->> 'mimetype', 'application/octet-stream') as type,
      metadata ->> 'size' as size, substring(metadata ->> 'eTag' from '^"([0-9a-f]{64})"$') as sha256
    from storage.objects order by bucket_id collate pg_catalog."C", name collate pg_catalog."C"`,
  )
  return rows.map(row => ({
    bucket: row.bucket_id ?? '',
    name: row.name ?? '',
    version: row.version ?? '',
    type: row.type ?? '',
    size: row.size == null ? null : Number(row.size),
    sha256: row.sha256 ?? null,
  }))
}

/** Where the bytes of files lie. */
export type FilePlace = {
  /** Null where there are none. */
  read(object: StoredObject): Promise<Uint8Array | null>
  write(object: StoredObject, bytes: Uint8Array): Promise<void>
  /** Takes away what was written, when the transaction of its rows failed. */
  discard(): Promise<void>
}

/** In private.file_chunks, in the session's own transaction. */
export function chunkPlace(session: Session): FilePlace {
  return {
    async read({ version }) {
      const parts: Buffer[] = []
      for (;;) {
        const [row] = await session.query(
          "select encode(bytes, 'base64') as bytes from private.file_chunks where file_id = $1 and part = $2",
          [version, String(parts.length)],
        )
        if (row?.bytes == null) break
        parts.push(Buffer.from(row.bytes, 'base64'))
      }
      // A file without bytes has no part, and is none that the app takes.
      return parts.length === 0 ? null : Buffer.concat(parts)
    },
    async write({ version }, bytes) {
      for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
        const chunk = Buffer.from(bytes.subarray(at, at + CHUNK_BYTES)).toString('base64')
        await session.query(
          "insert into private.file_chunks (file_id, part, bytes) values ($1, $2, decode($3, 'base64'))",
          [version, String(at / CHUNK_BYTES), chunk],
        )
      }
    },
    async discard() {},
  }
}

/** One file each in a folder. */
export function folderPlace(folder: string): FilePlace {
  const store = new FolderStore(folder)
  const written: string[] = []
  return {
    async read({ version }) {
      const bytes = await store.read(version)
      if (bytes === null) return null
      const chunks: Uint8Array[] = []
      for await (const chunk of bytes as unknown as AsyncIterable<Uint8Array>) chunks.push(chunk)
      return Buffer.concat(chunks)
    },
    async write({ version }, bytes) {
      // Of an import that was killed; nobody else writes this id.
      rmSync(join(folder, `${version}.part`), { force: true })
      written.push(version)
      await store.take(version, [bytes], bytes.length)
    },
    discard: () => store.remove(written),
  }
}

/** Behind the storage service of a Supabase, which keeps the rows as well. */
export function servicePlace({ url, serviceKey }: { url: string; serviceKey: string }): FilePlace {
  const written: StoredObject[] = []
  const call = (method: string, path: string, init: RequestInit = {}) => {
    const headers = { apikey: serviceKey, authorization: `Bearer ${serviceKey}`, ...init.headers }
    return fetch(`${url}/storage/v1/object/${path}`, { ...init, method, headers })
  }
  const address = ({ bucket, name }: StoredObject) => [bucket, ...name.split('/')].map(encodeURIComponent).join('/')
  return {
    async read(object) {
      const response = await call('GET', address(object))
      if (response.ok) return new Uint8Array(await response.arrayBuffer())
      const { statusCode } = (await response.json().catch(() => ({}))) as { statusCode?: string }
      if (statusCode === '404') return null
      throw new ArchiveError(`The storage service did not give ${object.name}: it answered ${response.status}.`)
    },
    async write(object, bytes) {
      const body = bytes as Uint8Array<ArrayBuffer>
      const response = await call('POST', address(object), { body, headers: { 'content-type': object.type } })
      if (!response.ok) {
        const text = (await response.text()).slice(0, 200)
        throw new ArchiveError(`The storage service did not take ${object.name}: ${response.status} ${text}`)
      }
      written.push(object)
    },
    async discard() {
      for (const object of written) {
        await call('DELETE', encodeURIComponent(object.bucket), {
          body: JSON.stringify({ prefixes: [object.name] }),
          headers: { 'content-type': 'application/json' },
        })
      }
    },
  }
}
