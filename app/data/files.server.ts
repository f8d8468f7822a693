import { z } from 'zod'
import type { FileKind } from '#app/domain/files/file-kind.ts'
import type { Db } from '#app/platform/database.server.ts'
import { databaseFault } from './database-fault.ts'

const bucket = 'files'

/** Where the bytes of a file lie in the bucket. */
const placeOf = ({ organisationId, id }: { organisationId: string; id: string }) => `${organisationId}/${id}`

const fileRow = z
  .object({
    id: z.string(),
    organisation_id: z.string(),
    name: z.string(),
    type: z.string(),
    size_bytes: z.number(),
    sha256: z.string(),
  })
  .transform(row => ({
    id: row.id,
    organisationId: row.organisation_id,
    name: row.name,
    type: row.type as FileKind,
    sizeBytes: row.size_bytes,
    sha256: row.sha256,
  }))

export type StoredFile = z.output<typeof fileRow>

/** A file that the reader may see; null for any other, whether it exists or not. */
export async function findFile(db: Db, id: string): Promise<StoredFile | null> {
  const columns = 'id, organisation_id, name, type, size_bytes, sha256'
  const { data, error } = await db.from('files').select(columns).eq('id', id).maybeSingle()
  if (error) throw databaseFault(error)
  return data === null ? null : fileRow.parse(data)
}

const refusals = z.enum([
  'signed_out',
  'session_idle',
  'session_too_old',
  'session_ended',
  'second_factor_missing',
  'input_invalid',
  'too_large',
  'not_allowed',
  'expired',
  'too_many',
  'quota_full',
])

const announcement = z.union([
  z.object({ ok: z.literal(true), receipt: z.object({ id: z.string(), at: z.string() }) }),
  z.object({ ok: z.literal(false), reason: refusals }),
])

export type Announcement = z.output<typeof announcement>

export type AnnouncedFile = { organisationId: string; name: string; type: FileKind; sizeBytes: number; sha256: string }

/** Says that a file comes under this act key; the same one again gets the first receipt. */
export async function announceFile(db: Db, actKey: string, file: AnnouncedFile): Promise<Announcement> {
  const { organisationId: organisation, name, type, sizeBytes: size, sha256 } = file
  const { data, error } = await db.rpc('cmd_receive_file', {
    act_key: actKey,
    // A file is new, so it expects no version; generated types cannot say that an argument may be null.
    expected_version: null as unknown as number,
    input: { organisation, name, type, size, sha256 },
  })
  if (error) throw databaseFault(error)
  return announcement.parse(data)
}

/** Sends the bytes of an announced file. Those that are there already, from an earlier post of the same act, are the same. */
export async function sendBytes(
  db: Db,
  file: { organisationId: string; id: string },
  { bytes, type }: { bytes: Uint8Array; type: FileKind },
): Promise<void> {
  const { error } = await db.storage.from(bucket).upload(placeOf(file), bytes, { contentType: type, cacheControl: '0' })
  if (error && (error as { statusCode?: string }).statusCode !== '409') throw storageFault(error)
}

/** The bytes as they come; null where they are not there, or not for this reader. */
export async function readBytes(db: Db, file: StoredFile): Promise<ReadableStream<Uint8Array> | null> {
  const { data, error } = await db.storage.from(bucket).download(placeOf(file)).asStream()
  if (error === null) return data
  const { status } = error as { status?: number }
  if (status === 400 || status === 404) return null
  throw storageFault(error)
}

const expiredRows = z.array(z.object({ id: z.string(), organisation_id: z.string() }))

/** Takes away at most 100 files that nobody attached within 24 hours, bytes first. Returns how many. For the service role. */
export async function removeExpiredFiles(db: Db): Promise<number> {
  const expired = await db.rpc('expire_files', { n: 100 })
  if (expired.error) throw databaseFault(expired.error)
  const rows = expiredRows.parse(expired.data)
  if (rows.length === 0) return 0
  const places = rows.map(({ id, organisation_id }) => placeOf({ id, organisationId: organisation_id }))
  const { error } = await db.storage.from(bucket).remove(places)
  if (error) throw storageFault(error)
  const forgotten = await db.rpc('forget_files', { ids: rows.map(({ id }) => id) })
  if (forgotten.error) throw databaseFault(forgotten.error)
  return rows.length
}

const storageFault = ({ name, message }: Error): Error => new Error(`${name}: ${message}`)

/** Names of the files that wait under an act key of the reader. */
export async function listPendingFiles(db: Db, actKey: string): Promise<string[]> {
  const { data, error } = await db
    .from('files')
    .select('name')
    .eq('act_key', actKey)
    .eq('state', 'pending')
    .order('created_at')
    .limit(10)
  if (error) throw databaseFault(error)
  return z
    .array(z.object({ name: z.string() }))
    .parse(data)
    .map(({ name }) => name)
}
