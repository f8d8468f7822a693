import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireLanguage } from '#app/i18n/require-language.ts'
import { today } from '#app/platform/clock.server.ts'
import { jsonResponse } from '#app/platform/data-response.server.ts'
import { anonymousDb } from '#app/platform/database.server.ts'
import { commitmentFilterSchema } from '#app/schemas/commitment-filter.ts'
import { readQuery } from '#app/schemas/read-query.ts'
import { commitmentRow } from '#app/services/commitment-twin.server.ts'
import { findCommitments } from '#app/services/list-commitments.server.ts'

/** All rows of the filter, not one page of them. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  requireLanguage(params.lang)
  const at = today(context)
  const found = await findCommitments(anonymousDb(context), readQuery(commitmentFilterSchema, request.url), at)
  return jsonResponse({
    answers_at: at,
    total: found.length,
    commitments: found.map(commitment => commitmentRow(commitment, at)),
  })
}
