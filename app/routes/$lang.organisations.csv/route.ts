import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireLanguage } from '#app/i18n/require-language.ts'
import { csvResponse } from '#app/platform/data-response.server.ts'
import { anonymousDb } from '#app/platform/database.server.ts'
import { inTurn } from '#app/platform/in-turn.server.ts'
import { organisationFilterSchema } from '#app/schemas/organisation-filter.ts'
import { readQuery } from '#app/schemas/read-query.ts'
import { organisationColumns, organisationRow } from '#app/services/organisation-twin.server.ts'
import { findAllOrganisations } from '#app/services/search-organisations.server.ts'

/** All rows of the filter, not one page of them, up to the limit that the list names. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  requireLanguage(params.lang)
  const query = readQuery(organisationFilterSchema, request.url)
  const { rows } = await inTurn(request.signal, () => findAllOrganisations(anonymousDb(context), query))
  return csvResponse(organisationColumns, rows.map(organisationRow), 'organisations.csv')
}
