import type { LoaderFunctionArgs } from '@remix-run/node'
import { visitorOf } from '#app/platform/visitor.server.ts'
import { findSession } from '#app/services/accounts/find-session.server.ts'
import { serveFile } from '#app/services/files/serve-file.server.ts'

/** A file, to be saved by a member of the organisation it belongs to; for everybody else there is none. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const session = await findSession(context, request)
  const response = session && (await serveFile(visitorOf(context, request).session, params.id ?? ''))
  if (!response) throw new Response(null, { status: 404, headers: { 'Cache-Control': 'private, no-store' } })
  return response
}
