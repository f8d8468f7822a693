import { createHash } from 'node:crypto'
import { type Announcement, announceFile, sendBytes } from '#app/data/files.server.ts'
import { type FileRefusal, mostFileBytes } from '#app/domain/files/file-kind.ts'
import type { Db } from '#app/platform/database.server.ts'
import { checkFile } from './check-file.server.ts'

export type ReceivedFile = { id: string; name: string; sizeBytes: number }

/** Why a file was not taken: because of what it is, or of who sent it where. */
export type ReceiveRefusal = FileRefusal | Extract<Announcement, { ok: false }>['reason']

export type ReceiveOutcome = { ok: true; file: ReceivedFile } | { ok: false; reason: ReceiveRefusal }

/**
 * Takes one file of a posted form for an organisation: looks through it, announces it under the form's act key and
 * stores its bytes. It stays pending until a command attaches it, and goes after 24 hours. `db` is the sender's own
 * client: the database decides whether they may.
 */
export async function receiveFile(
  db: Db,
  { actKey, organisationId, file }: { actKey: string; organisationId: string; file: File },
): Promise<ReceiveOutcome> {
  if (file.size > mostFileBytes) return { ok: false, reason: 'too_large' }
  const bytes = Buffer.from(await file.arrayBuffer())
  const verdict = await checkFile(bytes, file.name)
  if (!verdict.ok) return verdict
  const { kind: type, name } = verdict
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const announced = { organisationId, name, type, sizeBytes: bytes.length, sha256 }
  const answer = await announceFile(db, actKey, announced)
  if (!answer.ok) return answer
  const { id } = answer.receipt
  await sendBytes(db, { organisationId, id }, { bytes, type })
  return { ok: true, file: { id, name, sizeBytes: bytes.length } }
}
