import type { Organisation } from '#app/domain/organisations/organisation.ts'
import type { Cell } from '#app/platform/data-response.server.ts'

export const organisationColumns = [
  'ref',
  'name',
  'name_lang',
  'kind',
  'country',
  'domain',
  'state',
  'source_url',
  'source_publisher',
] as const

/** An organisation as one row of open data. */
export function organisationRow(organisation: Organisation): Record<(typeof organisationColumns)[number], Cell> {
  const { ref, name, kind, country, domain, state, source } = organisation
  return {
    ref,
    name: name.text,
    name_lang: name.lang,
    kind,
    country,
    domain,
    state,
    source_url: source?.url ?? null,
    source_publisher: source?.publisher ?? null,
  }
}
