import type { IsoDate } from '../calendar/iso-date.ts'
import type { Money, OrganisationLink, Origin, Source, SourceText } from '../commitments/commitment.ts'
import type { Rule } from '../eligibility/rule.ts'

export type OfferKind = 'training' | 'joint_lab' | 'infrastructure' | 'shared_resource'

export type OfferForm =
  | 'course'
  | 'scholarship'
  | 'fellowship'
  | 'event'
  | 'money'
  | 'compute'
  | 'equipment'
  | 'expert_time'
  | 'lab'
  | 'data_set'
  | 'model'
  | 'code'

/** The window by the server's clock. `unknown` is imported data whose source gives none: listed apart, never ranked as open. */
export type OfferWindow = 'open' | 'closed' | 'unknown' | 'forecast'

/** What an offer of the platform has beyond an imported one: it is applied for here. */
export type OfferHere = {
  state: 'draft' | 'internal_review' | 'forecast' | 'open' | 'closed' | 'finalised' | 'cancelled'
  version: number
  /** Code of `measures`: what a delivery of this offer is counted in. */
  measure: string
  /** IANA name of the zone whose day `applyBy` is. */
  timeZone: string
  /** The first instant at which nobody may apply any more, ISO 8601. */
  closesAt: string
  /** What is not awarded: units of the capacity, or whole currency units. */
  left: number
  /** What one unit of an application is. */
  unitKind: UnitKind
  /** Days to answer an award. */
  answerDays: number
  endedReason: SourceText | null
  /** The day on which the provider closed or cancelled it, in its zone; null where it did not. */
  endedOn: IsoDate | null
  commitment: { ref: string; title: SourceText }
}

export type UnitKind = 'seat' | 'lab_slot' | 'consortium' | 'grant' | 'item'

export type Offer = {
  id: string
  /** Public, stable: O13. */
  ref: string
  origin: Origin
  title: SourceText
  description: SourceText | null
  kind: OfferKind
  form: OfferForm
  provider: OrganisationLink
  partners: SourceText[]
  topic: SourceText
  /** Codes of `topics` that the editors gave, broadest last; what ranking compares. */
  topics: string[]
  window: OfferWindow
  /** True where the source says there is no closing date. */
  isRolling: boolean
  opensOn: IsoDate | null
  applyBy: IsoDate | null
  startsOn: IsoDate | null
  endsOn: IsoDate | null
  capacity: { value: number; unit: SourceText } | null
  amount: Money | null
  /** The source's words about the amount that no field carries: "project (up to)". */
  amountWords: SourceText | null
  inKind: SourceText | null
  /** BCP 47 codes the source states; empty = not stated. */
  languages: string[]
  mode: 'online' | 'on_site' | 'blended' | null
  /** What it costs the taker: free, partly, all costs paid; null = not stated. */
  cost: 'fees' | 'some_fees' | 'free' | 'funded' | null
  /** The source's words about the cost; null where `cost` is. */
  costWords: SourceText | null
  /** The source's own words on who may apply. */
  eligibilityWords: SourceText | null
  rules: Rule[]
  countries: string[]
  regions: string[]
  /** Where to apply at its source; null for an offer of the platform, which is applied for here. */
  applyUrl: string | null
  source: Source | null
  note: SourceText | null
  checkedOn: IsoDate
  /** Null for an imported offer. */
  here: OfferHere | null
  /** False where nobody has verified the provider: then it stands in no list, figure or data file. */
  isListed: boolean
}
