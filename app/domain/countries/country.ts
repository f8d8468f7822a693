import type { IsoDate } from '../calendar/iso-date.ts'

/** Codes of dated groups. Membership has a from and a to; an announced leaving has `certainty` announced. */
export type GroupCode =
  | 'developing'
  | 'ldc'
  | 'lldc'
  | 'sids'
  | 'commonwealth'
  | 'african_union'
  | 'asean'
  | 'brics'
  | 'sco'

export type Membership = {
  group: GroupCode
  /** Null = since before the source's records. */
  from: IsoDate | null
  /** First day on which the country is no longer a member. */
  to: IsoDate | null
  certainty: 'stated' | 'announced'
  source: string
}

export type Country = {
  iso2: string
  iso3: string
  m49: string
  /** Codes of the M49 regions it lies in, narrow to wide: `western_africa`, `sub_saharan_africa`, `africa`. */
  regions: string[]
  memberships: Membership[]
  incomeGroup: 'LIC' | 'LMC' | 'UMC' | 'HIC' | null
  isUnMember: boolean
  /** Names by language, from one file so that every page agrees. */
  names: Record<string, string>
}
