import { type AppLoadContext, data } from '@remix-run/node'
import type { Refused, ShownRefusal } from '#app/domain/accounts/problem.ts'

// The title of a page comes from its loader, which runs after the action of the same request and shares its context.
const refused = new WeakMap<AppLoadContext, Refused>()

/** Keeps a refused form for the loader that draws the page of the same request, and answers with the status for it. */
export function returnRefused<Body = null>(context: AppLoadContext, refusal: Refused, body: Body | null = null) {
  refused.set(context, refusal)
  if (refusal.waitS === 0) return data(body, { status: 400 })
  return data(body, { status: 429, headers: { 'Retry-After': String(refusal.waitS) } })
}

/** What came back in this request; null where the form is new. */
export function refusedForm(context: AppLoadContext): ShownRefusal | null {
  const refusal = refused.get(context)
  if (!refusal) return null
  const { typed, problems, waitS } = refusal
  return { typed, problems, waitMinutes: Math.ceil(waitS / 60) }
}
