import { randomUUID } from 'node:crypto'
import type { Db, Statement } from '../engine/db.ts'
import type { Claims } from '../rest/rest-handler.ts'
import { UnsupportedError } from '../unsupported.ts'
import type { Bytes, FileStore } from './file-store.ts'
import { listQuery, readListRequest } from './list-query.ts'
import { StorageError, toStorageError } from './storage-error.ts'

export type StorageContext = { db: Db; files: FileStore; request: Request; claims: Claims }

/** Of a bucket without a limit of its own, in bytes. */
const MOST_BYTES = 50 * 1024 * 1024
/** Of the words that Supabase puts in front of a bucket, two are answered. */
const ADDRESS = /^object\/(?:(list|authenticated)\/)?(?!(?:info|sign|upload|public|list-v2)\/)([^/]+)(?:\/(.+))?$/
/** Keys are ASCII, as Supabase's. */
const KEY = /^[\w/!\-.*'() &$@=;:+,?]{1,1024}$/

/** Answers `/storage/v1/<path>` as Supabase would, as far as the app asks: upload, download, remove, list. */
export async function handleStorage(context: StorageContext, path: string): Promise<Response> {
  const { method } = context.request
  const [, kind, bucket = '', key = ''] = ADDRESS.exec(path) ?? []
  const call = `${method} ${kind ?? ''}${key === '' ? '' : ' key'}`
  try {
    switch (call) {
      case 'POST  key':
        return await upload(context, bucket, key)
      case 'GET  key':
      case 'GET authenticated key':
        return await download(context, bucket, key)
      case 'DELETE ':
        return await remove(context, bucket)
      case 'POST list':
        return await list(context, bucket)
      default:
        throw new UnsupportedError('storage', `${method} ${path.split('/').slice(0, 2).join('/')}`)
    }
  } catch (error) {
    const known = toStorageError(error)
    if (known instanceof StorageError) return known.toResponse()
    throw known
  }
}

/** Whoever asks, to the policies of storage.objects. */
function asCaller({ claims }: StorageContext): Statement {
  return {
    text: "select set_config('role', $1, true), set_config('request.jwt.claims', $2, true)",
    params: [claims.role, JSON.stringify(claims)],
  }
}

/** May it be written? is asked first in a transaction that is rolled back, so that no stranger's bytes are taken in. */
async function upload(context: StorageContext, bucket: string, key: string): Promise<Response> {
  const { db, files, request, claims } = context
  if (request.headers.get('x-upsert') === 'true') throw new UnsupportedError('storage', 'upsert')
  const type = request.headers.get('content-type') ?? 'application/octet-stream'
  if (type.startsWith('multipart/form-data')) throw new UnsupportedError('storage', 'upload of a form')
  if (!KEY.test(key)) throw new StorageError('400', 'InvalidKey', `Invalid key: ${key}`)
  const most = await requireBucket(db, bucket, type)
  const [id, version] = [randomUUID(), randomUUID()]
  const owner = typeof claims.sub === 'string' ? claims.sub : null
  const insert = (metadata: object): Statement => ({
    text: `insert into storage.objects (id, bucket_id, name, owner, owner_id, version, metadata)
      values ($1, $2, $3, $4::uuid, $4, $5, $6::jsonb)`,
    params: [id, bucket, key, owner, version, JSON.stringify(metadata)],
  })
  const rollBack = { text: 'select false as keep', params: [] }
  await db.transaction([asCaller(context), insert({}), rollBack], { keepIf: 'keep' })

  const taken = await files.take(version, (request.body ?? []) as Bytes, most)
  if (taken === null) throw new StorageError('413', 'Payload too large', 'The object exceeded the maximum allowed size')
  const metadata = {
    eTag: `"${taken.hash}"`,
    size: taken.size,
    contentLength: taken.size,
    mimetype: type,
    cacheControl: request.headers.get('cache-control') ?? 'no-cache',
    lastModified: new Date().toISOString(),
    httpStatusCode: 200,
  }
  try {
    await db.transaction([...taken.statements, asCaller(context), insert(metadata)])
    return Response.json({ Id: id, Key: `${bucket}/${key}` })
  } catch (error) {
    await taken.discard()
    throw error
  }
}

/** The most bytes that a file in the bucket may have. */
async function requireBucket(db: Db, bucket: string, type: string): Promise<number> {
  const [row] = await db.query(
    `select coalesce(file_size_limit, $2::bigint) as most,
      allowed_mime_types is null or split_part($3, ';', 1) = any (allowed_mime_types) as takes
      from storage.buckets where id = $1`,
    [bucket, String(MOST_BYTES), type],
  )
  if (row === undefined) throw new StorageError('404', 'Bucket not found', 'Bucket not found')
  if (row.takes !== 't') throw new StorageError('415', 'invalid_mime_type', `mime type ${type} is not supported`)
  return Number(row.most)
}

async function download(context: StorageContext, bucket: string, key: string): Promise<Response> {
  const { db, files } = context
  const find = {
    text: 'select version, metadata::text from storage.objects where bucket_id = $1 and name = $2',
    params: [bucket, key],
  }
  const rows = await db.transaction([asCaller(context), find], { readOnly: true })
  const row = rows[1]?.[0]
  const body = row?.version == null ? null : await files.read(row.version)
  if (body === null) throw new StorageError('404', 'not_found', 'Object not found')
  const metadata = JSON.parse(row?.metadata ?? '{}') as Record<string, string | number>
  return new Response(body, {
    headers: {
      'Content-Type': String(metadata.mimetype),
      'Content-Length': String(metadata.size),
      'Cache-Control': String(metadata.cacheControl),
      'Last-Modified': new Date(String(metadata.lastModified)).toUTCString(),
      ETag: String(metadata.eTag),
    },
  })
}

/** Rows first: bytes without a row are swept, a row without bytes would be a file that is lost. */
async function remove(context: StorageContext, bucket: string): Promise<Response> {
  const { db, files, request } = context
  const { prefixes } = (await request.json()) as { prefixes?: unknown }
  if (!Array.isArray(prefixes) || !prefixes.every(name => typeof name === 'string'))
    throw new StorageError('400', 'Error', "body must have required property 'prefixes'")
  const statement = {
    text: `delete from storage.objects where bucket_id = $1
      and name in (select jsonb_array_elements_text($2::jsonb)) returning version, row_to_json(objects)::text as body`,
    params: [bucket, JSON.stringify(prefixes)],
  }
  const rows = (await db.transaction([asCaller(context), statement]))[1] ?? []
  await files.remove(rows.flatMap(({ version }) => version ?? []))
  return Response.json(rows.map(({ body }) => JSON.parse(body ?? '{}') as unknown))
}

async function list(context: StorageContext, bucket: string): Promise<Response> {
  const query = listQuery(bucket, readListRequest(await context.request.json()))
  const rows = await context.db.transaction([asCaller(context), query], { readOnly: true })
  return Response.json((rows[1] ?? []).map(({ body }) => JSON.parse(body ?? '{}') as unknown))
}
