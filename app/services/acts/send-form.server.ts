import type { z } from 'zod'
import { type CommandCall, type CommandName, runCommand } from '#app/data/commands.server.ts'
import { type DraftKey, saveDraft, throwDraftAway } from '#app/data/drafts.server.ts'
import { fieldOfRefusal, type RefusalCode } from '#app/domain/acts/refusal.ts'
import { type ReturnedForm, returnedWith } from '#app/domain/acts/returned-form.ts'
import type { Db } from '#app/platform/database.server.ts'
import { isDatabaseAway } from '#app/platform/database-away.server.ts'
import { actKeySchema } from '#app/schemas/error-report.ts'
import { faultsOf, readFields, readForm } from '#app/schemas/read-form.ts'

/** Buttons that send nothing yet: keep it as a draft, look at it once more, go back from there to a field, begin anew. */
export const keeping: ReadonlySet<unknown> = new Set(['save_draft', 'check', 'change', 'begin_anew'])

/** What becomes of a form that was sent: a receipt, or the form again with every word that was typed. */
export type ActOutcome<Receipt> = { ok: true; receipt: Receipt } | ReturnedForm

type Act<Shape extends z.ZodRawShape, Receipt extends z.ZodType> = {
  command: CommandName
  schema: z.ZodObject<Shape>
  /** From what was read to what the command takes. */
  input: (value: z.output<z.ZodObject<Shape>>) => CommandCall['input']
  receipt: Receipt
  /** Where the form's draft lies; without it the form keeps none. */
  draft?: DraftKey
  /**
   * What the rules say before the last look, of the fields that could be read; once it is sent, the command alone
   * decides, and knows what it took before.
   */
  refuse?: (value: Partial<z.output<z.ZodObject<Shape>>>) => Promise<readonly RefusalCode[]>
}

/**
 * Sends a form as one command, shows it once more first, or keeps it as a draft: whichever button was pressed. The form carries its act
 * key and, for a record that exists, the version that its reader saw.
 */
export async function sendForm<Shape extends z.ZodRawShape, Receipt extends z.ZodType>(
  db: Db,
  form: FormData,
  { command, schema, input, receipt, draft, refuse }: Act<Shape, Receipt>,
): Promise<ActOutcome<z.output<Receipt>>> {
  const reading = readForm(schema, form)
  const intent = form.get('intent')
  const actKey = actKeySchema.safeParse(form.get('act_key'))
  const returned = returnedWith(reading.typed)
  try {
    if (draft && intent === 'begin_anew') {
      await throwDraftAway(db, draft)
      return { ...returned, isDraftSaved: true }
    }
    // Whoever goes back from the last look finds all of it, and under its act key the files that came along.
    if (draft && keeping.has(intent))
      await saveDraft(db, draft, { ...reading.typed, ...(actKey.success ? { act_key: actKey.data } : {}) })
    if (draft && keeping.has(intent) && intent !== 'check') return { ...returned, isDraftSaved: true }
    if (!reading.ok || intent === 'check') {
      // Everything that is wrong is said at once.
      const codes = (await refuse?.(reading.ok ? reading.value : readFields(schema, reading.typed))) ?? []
      const ruled = refusedWith(codes, Object.keys(reading.typed))
      if (reading.ok) return { ...returned, ...ruled, isChecked: codes.length === 0 }
      const { errors, least } = faultsOf(reading)
      return { ...returned, ...ruled, errors: { ...ruled.errors, ...errors }, least }
    }
    if (!actKey.success) return { ...returned, reason: 'input_invalid' }
    const call = { actKey: actKey.data, expectedVersion: versionOf(form), input: input(reading.value) }
    const answer = await runCommand(db, command, call, receipt)
    if (!answer.ok) {
      const { reason, at, state, field } = answer
      // What the command cannot read of a field would be the same when it is sent again.
      return reason === 'input_invalid' && field !== null && field in reading.typed
        ? { ...returned, errors: { [field]: 'invalid' } }
        : { ...returned, reason, at, state }
    }
    if (draft) await throwDraftAway(db, draft)
    return answer
  } catch (error) {
    if (isDatabaseAway(error)) return { ...returned, reason: 'away' }
    throw error
  }
}

/** Refusals at their fields; of those that speak of no field the first one. */
function refusedWith(codes: readonly RefusalCode[], names: readonly string[]): Pick<ReturnedForm, 'errors' | 'reason'> {
  const errors: ReturnedForm['errors'] = {}
  let reason: RefusalCode | null = null
  for (const code of codes) {
    const field = fieldOfRefusal(code, names)
    if (field === undefined) reason ??= code
    else errors[field] ??= code
  }
  return { errors, reason }
}

function versionOf(form: FormData): number | null {
  const text = form.get('version')
  return typeof text === 'string' && /^\d{1,9}$/.test(text) ? Number(text) : null
}
