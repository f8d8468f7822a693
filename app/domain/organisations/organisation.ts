import type { OrganisationLink, Origin, Source } from '../commitments/commitment.ts'

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

export type Organisation = OrganisationLink & {
  id: string
  origin: Origin
  kind: OrganisationKind
  /** ISO 3166-1 alpha-2; null where the record names none. */
  country: string | null
  /** Mail and web domain as the source lists it; never proof of identity alone. */
  domain: string | null
  state: 'listed' | 'claimed' | 'verified'
  source: Source | null
}
