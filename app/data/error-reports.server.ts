import { z } from 'zod'
import type { Db } from '#app/platform/database.server.ts'

/** What anybody may send about an imported record. */
export type ErrorReportInput = {
  recordKind: 'commitment' | 'offer' | 'organisation' | 'country'
  recordRef: string
  /** 1 to 4,000 characters. */
  text: string
  /** The language of the page on which it was written. */
  lang: string
  /** How to answer, at most 200 characters; null = not given. */
  contact: string | null
}

export type ErrorReportAnswer =
  | { ok: true; receipt: { ref: string; at: string } }
  | { ok: false; reason: 'act_key_reused'; at: string }
  | { ok: false; reason: 'too_many' | 'record_not_found' | 'text_length' | 'contact_length' | 'input_invalid' }

const answer = z.union([
  z.object({ ok: z.literal(true), receipt: z.object({ ref: z.string(), at: z.string() }) }),
  z.object({ ok: z.literal(false), reason: z.literal('act_key_reused'), at: z.string() }),
  z.object({
    ok: z.literal(false),
    reason: z.enum(['too_many', 'record_not_found', 'text_length', 'contact_length', 'input_invalid']),
  }),
])

/** Sends a report; the same act key with the same words gives the first receipt again, never a second report. */
export async function reportError(
  db: Db,
  { actKey, input }: { actKey: string; input: ErrorReportInput },
): Promise<ErrorReportAnswer> {
  // A report is new, so it expects no version; generated types cannot say that an argument may be null.
  const expected_version = null as unknown as number
  const { data, error } = await db.rpc('cmd_report_error', { act_key: actKey, expected_version, input })
  if (error) throw new Error(`${error.code}: ${error.message}`, { cause: error })
  return answer.parse(data)
}
