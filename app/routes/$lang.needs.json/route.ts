import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireLanguage } from '#app/i18n/require-language.ts'
import { jsonResponse } from '#app/platform/data-response.server.ts'
import { anonymousDb } from '#app/platform/database.server.ts'
import { readQuery } from '#app/schemas/read-query.ts'
import { requestFilterSchema } from '#app/schemas/support-request-filter.ts'
import { findRequests } from '#app/services/needs/list-requests.server.ts'
import { requestRecord } from '#app/services/needs/request-twin.server.ts'

/** All needs of the filter, not one page of them. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  requireLanguage(params.lang)
  const found = await findRequests(anonymousDb(context), readQuery(requestFilterSchema, request.url))
  return jsonResponse({ total: found.length, needs: found.map(requestRecord) })
}
