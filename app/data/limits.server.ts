import { z } from 'zod'
import type { Db } from '#app/platform/database.server.ts'
import { databaseFault } from './database-fault.ts'

/** The rules stand in the database, in `private.limit_rules`. */
export type LimitKind =
  | 'sign_in_pair'
  | 'sign_in_client'
  | 'sign_in_mail'
  | 'code_pair'
  | 'code_client'
  | 'code_mail'
  | 'mail_client'
  | 'mail_to'
  | 'second_factor'
  | 'recovery_code'
  | 'account_change'
  | 'confirm_client'
  | 'error_report_client'
  | 'parked_post_client'

const taken = z.object({ ok: z.boolean(), retry_after_s: z.number() })

/** Counts one try of a subject; `waitS`: seconds to wait where it is one too many, else 0. For the service role. */
export async function takeLimit(db: Db, kind: LimitKind, subject: string): Promise<{ waitS: number }> {
  const { data, error } = await db.rpc('take_limit', { kind, subject })
  if (error) throw databaseFault(error)
  const { ok, retry_after_s } = taken.parse(data)
  return { waitS: ok ? 0 : Math.max(1, retry_after_s) }
}
