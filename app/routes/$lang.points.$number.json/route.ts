import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireLanguage } from '#app/i18n/require-language.ts'
import { jsonResponse } from '#app/platform/data-response.server.ts'
import { anonymousDb } from '#app/platform/database.server.ts'
import { readPoint } from '#app/services/read-point.server.ts'

export async function loader({ params, context }: LoaderFunctionArgs) {
  requireLanguage(params.lang)
  const found = await readPoint(anonymousDb(context), Number(params.number))
  if (found === null) throw new Response(null, { status: 404 })
  const { point, counts, totals, commitments } = found
  return jsonResponse({ point, counts, measures: totals, commitments: commitments.map(({ ref }) => ref) })
}
