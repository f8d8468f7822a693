import type { IsoDate } from '../calendar/iso-date.ts'
import type { GroupCode } from '../countries/country.ts'

/** Where a record comes from; demonstration rows are in no real total, list, export or feed. */
export type Origin = 'imported' | 'platform' | 'demonstration'

/** Somebody's own words, which keep the language they were written in. */
export type SourceText = { text: string; lang: string }

/** Money in the smallest unit of its own currency; never converted silently. `per` names a period where it is a rate. */
export type Money = { minor: number; currency: string; per?: 'year' | 'month' }

export type Source = { url: string; publisher: string; kind: 'official' | 'provider' | 'press' | 'secondary' }

/** An organisation as other records name it. */
export type OrganisationLink = { ref: string; name: SourceText }

export type CommitmentKind =
  | 'training'
  | 'joint_lab'
  | 'infrastructure'
  | 'shared_resource'
  | 'funding'
  | 'policy'
  | 'programme'

/** `exactly` and `at_least` set a floor; `up_to` sets none. */
export type Qualifier = 'exactly' | 'at_least' | 'up_to'

export type Measure = {
  /** Stable code, also the translation key: `people_trained`, `usd_disbursed`, `usd_per_year`. */
  code: string
  /** A stock is a total; a rate is per year and becomes a total only with stated start and end. */
  nature: 'stock' | 'rate'
  /** The currency of a money measure, whose values are whole currency units. */
  currency: string | null
}

/** What was promised, in one measure. A rate has a `period` only where the source states its start and end. */
export type Target = {
  measure: string
  value: number
  qualifier: Qualifier
  nature: Measure['nature']
  period: { from: IsoDate; to: IsoDate } | null
  /** The unit in the source's own words. */
  words: SourceText
}

/** A day on which the commitment is due, with the words of its source; sources may conflict. */
export type Deadline = { date: IsoDate; words: SourceText | null; source: Source | null }

/** Why a report does not enter the figure of its commitment. */
export type NotCounted =
  | 'no_target'
  | 'other_measure'
  | 'other_programme'
  | 'before_promise'
  | 'no_value'
  | 'superseded'
  | 'within_total'
  | 'corrected'
  | 'rejected'

export type DeliveryState =
  | 'planned'
  | 'reported'
  | 'partly_confirmed'
  | 'confirmed'
  | 'disputed'
  | 'verified'
  | 'rejected'
  | 'corrected'

/** A reported fulfilment. Quantities follow 0 ≤ verified ≤ confirmed ≤ reported, except as design says for disputes. */
export type Delivery = {
  id: string
  /** D-…: where its record stands; null for an imported one. */
  ref: string | null
  origin: Origin
  state: DeliveryState
  measure: string
  reported: number | null
  confirmed: number
  verified: number
  /** The day of which the report speaks; null = the source gives none. */
  asOf: IsoDate | null
  reportedBy: SourceText
  receiver: OrganisationLink | null
  note: SourceText | null
  /** Where a link supports it; null where the evidence is a file. */
  source: Source | null
  disputed: boolean
  /** Set by the editors for reports that speak of something else; measures that differ are found by the rules. */
  excluded: 'other_programme' | 'before_promise' | null
  excludedReason: SourceText | null
}

export type Commitment = {
  id: string
  /** Public, stable: C01. */
  ref: string
  version: number
  origin: Origin
  /** Whether it stands in lists and figures: not while nobody has verified who registered it here. */
  isListed: boolean
  title: SourceText
  kind: CommitmentKind
  topic: SourceText
  /** Codes of `topics` that the editors gave to the source's words. */
  topics: string[]
  accountable: OrganisationLink
  partners: SourceText[]
  target: Target | null
  /** Money the source names beside the target, for instance the value of support in kind. */
  amount: Money | null
  announcedOn: IsoDate | null
  datesApproximate: boolean
  /** All deadlines that sources state, the latest first; empty when none is stated. */
  deadlines: Deadline[]
  /** Words about the deadline where no day follows from them. */
  deadlineWords: SourceText | null
  formalisation: 'announced' | 'signed' | 'funded'
  /** False with a reason where the wording cannot be checked. */
  verifiability: { isVerifiable: true } | { isVerifiable: false; reason: SourceText }
  /** Stated milestones or a yearly plan, cumulative, the earliest first; empty for every imported commitment so far. */
  milestones: { date: IsoDate; value: number }[]
  deliveries: Delivery[]
  /** The schedule on which the committer reports to Imarika; null where none is agreed, as for every imported one. */
  reporting: { lastOn: IsoDate | null; nextDueOn: IsoDate } | null
  /** The whole this one is a part of, and its own parts. */
  wholeRef: string | null
  partRefs: string[]
  overlapRefs: string[]
  /** Other targets of the same programme where no whole of it is on record. */
  sisterRefs: string[]
  /** Beneficiaries: countries by ISO 3166-1 alpha-2, regions and groups by their codes. */
  countries: string[]
  regions: string[]
  /** The group that the source names where its members at the date of the promise were listed for it. */
  countriesFromGroup: GroupCode | null
  /** Texts the source names (TICAD 9, …); not points of a framework. */
  namedFrameworks: string[]
  /** Primary point of the Action Plan, mapped by the editors. */
  point: { number: number; reason: SourceText; by: string; on: IsoDate } | null
  /** Where the promise stands; null for one registered here, unless its owner gave a page. */
  source: Source | null
  note: SourceText | null
  /** The day on which the source was last read. */
  checkedOn: IsoDate
  revisions: { on: IsoDate; field: string; before: SourceText; after: SourceText; reason: SourceText }[]
}
