import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireLanguage } from '#app/i18n/require-language.ts'
import { jsonResponse } from '#app/platform/data-response.server.ts'
import { anonymousDb } from '#app/platform/database.server.ts'
import { readOpenRequest } from '#app/services/needs/read-request.server.ts'
import { requestRecord } from '#app/services/needs/request-twin.server.ts'

/** The whole record. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  requireLanguage(params.lang)
  const found = await readOpenRequest(anonymousDb(context), params.ref ?? '')
  if (found === null) throw new Response(null, { status: 404 })
  return jsonResponse(requestRecord(found))
}
