import { z } from 'zod'
import type { OrganisationKind } from '#app/domain/organisations/organisation.ts'
import { organisationRefParam } from './organisation-ref.ts'
import { choiceParam, codeParam, demonstrationParam, textParam } from './read-query.ts'

export const organisationKinds = [
  'university',
  'university_network',
  'research_institute',
  'government',
  'local_government',
  'multilateral',
  'intergovernmental',
  'foundation',
  'civil_society',
  'company',
] as const satisfies readonly OrganisationKind[]

/** The filter of the list of organisations, as its address carries it. */
export const organisationFilterSchema = z.object({
  /** Words of a name, or a web domain. */
  q: textParam,
  country: codeParam,
  kind: choiceParam(organisationKinds),
  demonstration: demonstrationParam,
  after: organisationRefParam,
})

export type OrganisationQuery = z.output<typeof organisationFilterSchema>
