import { z } from 'zod'
import type { Db } from '#app/platform/database.server.ts'
import { databaseFault } from './database-fault.ts'

const waitingRow = z
  .object({
    id: z.string(),
    kind: z.string(),
    recipient: z.string(),
    lang: z.string(),
    data: z.unknown(),
    created_at: z.string(),
  })
  .transform(({ created_at, ...row }) => ({ ...row, createdAt: created_at }))

/** A mail that waits. `data` holds what its link needs, as the one who queued it wrote it. */
export type WaitingMail = z.output<typeof waitingRow>

/** Kinds that the app itself queues; those with a token are queued by the account service. */
export type NoticeKind =
  | 'account_exists'
  | 'email_changed'
  | 'password_changed'
  | 'second_factor_added'
  | 'second_factor_removed'
  | 'recovery_code_used'

/** Puts a notice into the outbox, in the language of its reader. */
export async function queueNotice(
  db: Db,
  { kind, recipient, lang }: { kind: NoticeKind; recipient: string; lang: string },
): Promise<void> {
  const { error } = await db.rpc('queue_mail', { kind, recipient, lang })
  if (error) throw databaseFault(error)
}

/** At most `n` mails that are due, for the caller alone for two minutes. */
export async function claimMail(db: Db, n: number): Promise<WaitingMail[]> {
  const { data, error } = await db.rpc('claim_mail', { n })
  if (error) throw databaseFault(error)
  return z.array(waitingRow).parse(data)
}

/** How the sending of a claimed mail went. `error` says why not, without an address in it. */
export type Settlement = { ok: true } | { ok: false; error: string; isFinal: boolean }

export async function settleMail(db: Db, id: string, settlement: Settlement): Promise<void> {
  const { error } = await db.rpc('settle_mail', {
    id,
    ok: settlement.ok,
    ...(settlement.ok ? {} : { error: settlement.error, is_final: settlement.isFinal }),
  })
  if (error) throw databaseFault(error)
}

/** Gives claimed mails back untried. */
export async function releaseMail(db: Db, ids: readonly string[]): Promise<void> {
  const { error } = await db.rpc('release_mail', { ids: [...ids] })
  if (error) throw databaseFault(error)
}

/** Erases addresses that are 30 days old. */
export async function sweepMail(db: Db): Promise<void> {
  const { error } = await db.rpc('sweep_mail')
  if (error) throw databaseFault(error)
}

/** The newest 100 mails that wait. */
export async function listOutbox(db: Db): Promise<WaitingMail[]> {
  const { data, error } = await db.rpc('list_outbox', { n: 100 })
  if (error) throw databaseFault(error)
  return z.array(waitingRow).parse(data)
}
