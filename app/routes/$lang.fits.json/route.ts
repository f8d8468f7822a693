import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireLanguage } from '#app/i18n/require-language.ts'
import { today } from '#app/platform/clock.server.ts'
import { jsonResponse } from '#app/platform/data-response.server.ts'
import { anonymousDb } from '#app/platform/database.server.ts'
import { readNeed } from '#app/schemas/need.ts'
import { fitsTwin } from '#app/services/fits-twin.server.ts'
import { prepareFits } from '#app/services/prepare-fits.server.ts'

/** The answer with every rule and point. An address that does not say who is judged has no such answer. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  requireLanguage(params.lang)
  const at = today(context)
  const prepared = await prepareFits(anonymousDb(context), readNeed(request.url), at)
  if (prepared?.state !== 'answer') throw new Response(null, { status: 404 })
  return jsonResponse(fitsTwin(prepared, at))
}
