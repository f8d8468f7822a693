import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireLanguage } from '#app/i18n/require-language.ts'
import { today } from '#app/platform/clock.server.ts'
import { jsonResponse } from '#app/platform/data-response.server.ts'
import { anonymousDb } from '#app/platform/database.server.ts'
import { readOrganisation } from '#app/services/read-organisation.server.ts'

/** The whole record, with the refs of what it promised, of what it offers and of what it needs. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  requireLanguage(params.lang)
  const found = await readOrganisation(anonymousDb(context), params.ref ?? '', today(context))
  if (found === null) throw new Response(null, { status: 404 })
  const { ref, origin, name, kind, country, domain, state, source } = found.organisation
  return jsonResponse({
    ref,
    origin,
    name,
    kind,
    country,
    domain,
    state,
    source,
    commitments: found.commitments.map(commitment => commitment.ref),
    offers: found.offers.map(offer => offer.ref),
    needs: found.needs.map(need => need.ref),
  })
}
