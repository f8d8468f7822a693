import { randomUUID } from 'node:crypto'
import { listPendingFiles } from '#app/data/files.server.ts'
import type { ActFormState } from '#app/domain/acts/returned-form.ts'
import { kitOf } from '#app/i18n/page-title.ts'
import type { Db } from '#app/platform/database.server.ts'
import { readActKey } from '../accounts/act-key.ts'
import { type ReceiveRefusal, receiveFile } from '../files/receive-file.server.ts'
import { refusalText } from '../files/refusal-text.ts'

/** Why the file of a form was not taken. */
export type FileProblem = { name: string; reason: ReceiveRefusal }

/**
 * Takes the file of a form before its command: it waits under the act key, so that a form which comes back has it
 * already. Null where there was none, or it was taken.
 */
export async function receiveEvidence(db: Db, form: FormData, organisationId: string): Promise<FileProblem | null> {
  const file = form.get('evidence')
  // Files that are left out stay behind under the old key, and go after a day.
  if (form.get('leaveFiles') === 'yes') form.set('act_key', randomUUID())
  const actKey = readActKey(form)
  if (!(file instanceof File) || file.size === 0 || actKey === null) return null
  const outcome = await receiveFile(db, { actKey, organisationId, file })
  return outcome.ok ? null : { name: file.name, reason: outcome.reason }
}

/** What a form says of its evidence: the files that it has already, and why one was not taken. */
export async function evidenceState(db: Db, { returned, actKey }: ActFormState, lang: string) {
  const file = returned?.file
  return {
    kept: await listPendingFiles(db, actKey),
    problem: file ? refusalText(kitOf(lang), file.name, file.reason as ReceiveRefusal) : null,
  }
}
