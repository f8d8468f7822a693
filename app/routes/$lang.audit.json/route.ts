import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireLanguage } from '#app/i18n/require-language.ts'
import { jsonResponse } from '#app/platform/data-response.server.ts'
import { anonymousDb } from '#app/platform/database.server.ts'
import { readAuditDays } from '#app/services/read-audit-days.server.ts'

/** The last seal of every day; the file that `npm run audit:verify -- --published` takes. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  requireLanguage(params.lang)
  return jsonResponse(await readAuditDays(anonymousDb(context)))
}
