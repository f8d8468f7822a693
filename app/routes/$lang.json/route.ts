import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireLanguage } from '#app/i18n/require-language.ts'
import { jsonResponse } from '#app/platform/data-response.server.ts'
import { anonymousDb } from '#app/platform/database.server.ts'
import { readHome } from '#app/services/read-home.server.ts'

/** The figures of the home page. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  requireLanguage(params.lang)
  return jsonResponse(await readHome(anonymousDb(context)))
}
