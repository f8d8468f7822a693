import type { LoaderFunctionArgs } from '@remix-run/node'
import { listDeliveries, listMyVerifications } from '#app/data/deliveries.server.ts'
import { requireLanguage } from '#app/i18n/require-language.ts'
import { sessionDb } from '#app/platform/session-client.server.ts'
import { requireSession } from '../accounts/find-session.server.ts'
import { requireMyOrganisation } from '../people/require-my-organisation.server.ts'

type Args = Pick<LoaderFunctionArgs, 'request' | 'params' | 'context'>

/** What an organisation of the reader reported, and what it is said to have received. */
export async function readMyDeliveries({ request, params, context }: Args) {
  await requireSession(context, request, requireLanguage(params.lang).code)
  const db = sessionDb(context, request)
  const organisation = await requireMyOrganisation(db, params.ref)
  const [toUs, byUs] = await Promise.all([
    listDeliveries(db, 'receiver_ref', organisation.ref),
    listDeliveries(db, 'reporter_ref', organisation.ref),
  ])
  return { organisation, toUs, byUs, canReport: organisation.role === 'owner' || organisation.role === 'editor' }
}

/** What the reader was drawn to verify. */
export async function readMyVerifications({ request, params, context }: Args) {
  await requireSession(context, request, requireLanguage(params.lang).code)
  return listMyVerifications(sessionDb(context, request))
}
