import type { OrganisationLink, Origin, Source, SourceText } from '../commitments/commitment.ts'

export type OrganisationKind =
  | 'government'
  | 'local_government'
  | 'multilateral'
  | 'intergovernmental'
  | 'university'
  | 'university_network'
  | 'research_institute'
  | 'foundation'
  | 'civil_society'
  | 'company'

export type OrganisationState = 'listed' | 'claimed' | 'verified'

export type Organisation = OrganisationLink & {
  id: string
  origin: Origin
  kind: OrganisationKind
  /** ISO 3166-1 alpha-2; null where the record names none. */
  country: string | null
  /** Mail and web domain as the source lists it; never proof of identity alone. */
  domain: string | null
  state: OrganisationState
  source: Source | null
  version: number
  homepage: string | null
  /** The body this is a branch of, and the body that answers for it; a verifier of the platform says so. */
  parent: OrganisationLink | null
  accountableBody: OrganisationLink | null
  /** What verifiers of the platform found, the newest first. */
  checks: { outcome: 'verified' | 'refused'; reason: SourceText; at: string }[]
}
