import type { ActionFunctionArgs } from '@remix-run/node'
import { needsSecondFactor, type Session } from '#app/domain/accounts/session.ts'
import { requireLanguage } from '#app/i18n/require-language.ts'
import type { Db } from '#app/platform/database.server.ts'
import { formBody } from '#app/platform/form-body.server.ts'
import { sessionDb } from '#app/platform/session-client.server.ts'
import { readActKey } from '../accounts/act-key.ts'
import { findSession, requireSession } from '../accounts/find-session.server.ts'
import { forgetKept, parkPost } from './parked-posts.server.ts'
import { keeping } from './send-form.server.ts'

export type ActingPost = { lang: string; form: FormData; session: Session; db: Db }

/**
 * The beginning of every action of a signed-in person: what was posted, by whom, and the client that acts as them.
 * A form that comes when the session has ended is kept, and goes on after signing in.
 */
export async function actingPost({ request, params, context }: ActionFunctionArgs): Promise<ActingPost> {
  const lang = requireLanguage(params.lang).code
  const form = await formBody(request, context)
  const known = await findSession(context, request)
  const actKey = readActKey(form)
  if (actKey !== null && (known === null || needsSecondFactor(known))) {
    // Too many, said with the form itself: the page of errors shows it with every word.
    if (!(await parkPost(context, request, { actKey, form, session: known }))) throw new Response(null, { status: 429 })
    await requireSession(context, request, lang, `/${lang}/continue/${actKey}`)
  }
  const session = await requireSession(context, request, lang)
  // Neither a draft nor a last look uses the act key up, so what was kept for it would wait on.
  if (actKey !== null && keeping.has(form.get('intent'))) await forgetKept(context, request, actKey)
  return { lang, form, session, db: sessionDb(context, request) }
}
