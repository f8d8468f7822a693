import type { AppLoadContext } from '@remix-run/node'
import { type KeptForm, keepForm } from '#app/domain/acts/kept-form.ts'

// A page drawn in place of the one that was asked for may have to show what was sent; a body is read only once.
const posted = new WeakMap<AppLoadContext, { form: FormData; to: string }>()

/** The fields that were sent. A body that no form could have made is refused as the sender's mistake, not as ours. */
export async function formBody(request: Request, context: AppLoadContext): Promise<FormData> {
  try {
    const form = await request.formData()
    posted.set(context, { form, to: addressOf(request) })
    return form
  } catch {
    throw new Response(null, { status: 400 })
  }
}

/** Statuses with which a form is not refused for what it says: the same form may be taken later. */
const passing: ReadonlySet<number> = new Set([429, 503])

/** What was sent, for the page that stands in place of one that cannot be drawn; null where nothing was. */
export function formToSendAgain(context: AppLoadContext, request: Request, status: number): KeptForm | null {
  const sent = passing.has(status) ? posted.get(context) : undefined
  return sent ? keepForm(addressOf(request), sent.form.entries()) : null
}

/** Path and query that the form of this request was sent to. */
export const postedTo = (context: AppLoadContext): string => posted.get(context)?.to ?? '/'

function addressOf({ url }: Request): string {
  const { pathname, search } = new URL(url)
  return pathname + search
}
