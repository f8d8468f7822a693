import type { ActionFunctionArgs } from '@remix-run/node'
import type { Session } from '#app/domain/accounts/session.ts'
import { requireLanguage } from '#app/i18n/require-language.ts'
import type { Db } from '#app/platform/database.server.ts'
import { formBody } from '#app/platform/form-body.server.ts'
import { sessionDb } from '#app/platform/session-client.server.ts'
import { requireSession } from '../accounts/find-session.server.ts'

export type ActingPost = { lang: string; form: FormData; session: Session; db: Db }

/** The beginning of every action of a signed-in person: what was posted, by whom, and the client that acts as them. */
export async function actingPost({ request, params, context }: ActionFunctionArgs): Promise<ActingPost> {
  const lang = requireLanguage(params.lang).code
  const form = await formBody(request)
  const session = await requireSession(context, request, lang)
  return { lang, form, session, db: sessionDb(context, request) }
}
