import { z } from 'zod'
import type { Db } from '#app/platform/database.server.ts'
import { reportedKinds } from '#app/schemas/error-report.ts'
import { databaseFault } from './database-fault.ts'
import { rowsOf } from './read-all.ts'

export type ReportedKind = (typeof reportedKinds)[number]

/** What anybody may send about a public record, or about the site. */
export type ErrorReportInput = {
  recordKind: ReportedKind
  /** Empty for the site. */
  recordRef: string
  /** 1 to 4,000 characters. */
  text: string
  /** The language of the page on which it was written. */
  lang: string
  /** What would be right, at most 1,000 characters; null = not given. */
  correction: string | null
  /** How to answer, at most 200 characters; null = not given. */
  contact: string | null
}

export type ErrorReportAnswer =
  | { ok: true; receipt: { ref: string; at: string } }
  | { ok: false; reason: 'act_key_reused'; at: string }
  | { ok: false; reason: (typeof refusals)[number] }

const refusals = [
  'too_many',
  'record_not_found',
  'text_length',
  'correction_length',
  'contact_length',
  'input_invalid',
] as const

const answer = z.union([
  z.object({ ok: z.literal(true), receipt: z.object({ ref: z.string(), at: z.string() }) }),
  z.object({ ok: z.literal(false), reason: z.literal('act_key_reused'), at: z.string() }),
  z.object({
    ok: z.literal(false),
    reason: z.enum(refusals),
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
  if (error) throw databaseFault(error)
  return answer.parse(data)
}

export type ErrorReportReceipt = { ref: string; at: string; recordKind: ReportedKind; recordRef: string }

const receiptRow = z
  .object({
    ref: z.string(),
    at: z.string(),
    record_kind: z.enum(reportedKinds),
    record_ref: z.string(),
  })
  .transform(({ ref, at, record_kind, record_ref }) => ({ ref, at, recordKind: record_kind, recordRef: record_ref }))

/** When a report came and what it is about, never what it says; null where no report has this code. */
export async function findErrorReportReceipt(db: Db, code: string): Promise<ErrorReportReceipt | null> {
  const rows = await rowsOf(db.rpc('error_report_receipt', { code }))
  return rows.length === 0 ? null : receiptRow.parse(rows[0])
}
