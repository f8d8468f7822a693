import { createHash, randomUUID } from 'node:crypto'
import { type AppLoadContext, data, redirect } from '@remix-run/node'
import { type DraftKey, findDraft } from '#app/data/drafts.server.ts'
import { type RefusalCode, statusOfRefusal } from '#app/domain/acts/refusal.ts'
import { type ActFormState, type ReturnedForm, returnedWith } from '#app/domain/acts/returned-form.ts'
import type { Db } from '#app/platform/database.server.ts'
import { awaySeconds } from '#app/platform/database-away.server.ts'
import { markDraftKept } from '#app/platform/draft-answer.server.ts'
import { postedTo } from '#app/platform/form-body.server.ts'
import { typedText } from '#app/schemas/read-form.ts'
import { knownSession } from '../accounts/find-session.server.ts'

// The title of a page comes from its loader, which runs after the action of the same request and shares its context.
const returnedForms = new WeakMap<AppLoadContext, { form: ReturnedForm; actKey: string }>()

/** Keys that were refused for good: the form gets a new one, so that sending it again is an act of its own. */
const spent: ReadonlySet<string | null> = new Set(['act_key_reused', 'input_invalid'])

/** Keeps a form that was not taken for the loader of the same request, and answers with the status for it. */
export function returnForm(context: AppLoadContext, form: ReturnedForm, posted: FormData) {
  // Begun anew, or from the last look back to the form, as a page that a browser can come back to without sending anything again.
  if (form.isDraftSaved && /^(change|begin_anew)$/.test(String(posted.get('intent'))))
    return redirect(postedTo(context), 303)
  const actKey = spent.has(form.reason) ? randomUUID() : String(posted.get('act_key') ?? randomUUID())
  returnedForms.set(context, { form, actKey })
  if (form.isDraftSaved) markDraftKept(context)
  if (form.isDraftSaved || form.isChecked) return data(null, { status: 200 })
  const status = statusOfRefusal(form.reason)
  return data(null, { status, headers: status === 503 ? { 'Retry-After': awaySeconds } : {} })
}

/** The form that a page draws: what came back in this request, else the reader's draft, else what the page gives it. */
export async function formState(
  context: AppLoadContext,
  db: Db,
  { draft = null, typed = {} }: { draft?: DraftKey | null; typed?: Record<string, string> } = {},
): Promise<ActFormState> {
  const returned = returnedForms.get(context)
  const writer = await writerOf(context)
  if (returned) {
    const { form, actKey } = returned
    return { actKey, typed: form.typed, returned: form, draftSavedAt: null, writer }
  }
  const kept = draft === null ? null : await findDraft(db, draft)
  const { act_key: actKey = randomUUID(), ...begun } = kept?.typed ?? {}
  return {
    actKey,
    typed: { ...typed, ...begun },
    returned: null,
    draftSavedAt: kept?.savedAt ?? null,
    writer,
  }
}

/** A name for the writer that a browser may hold on to: nothing can be made of it. */
async function writerOf(context: AppLoadContext): Promise<string | undefined> {
  const session = await knownSession(context)
  return session === null ? undefined : createHash('sha256').update(session.userId).digest('base64url').slice(0, 12)
}

/** What came back in this request, for pages with several forms; null where nothing did. */
export const returnedForm = (context: AppLoadContext): ReturnedForm | null => returnedForms.get(context)?.form ?? null

/** A form that the rules refuse before anything is sent: everything that was typed, and why. */
export function refusedFor(posted: FormData, reason: RefusalCode): ReturnedForm {
  const typed = Object.fromEntries([...new Set(posted.keys())].map(name => [name, typedText(posted, name)]))
  return returnedWith(typed, { reason })
}
