import type { OfferKind } from '../offers/offer.ts'

/** What an institution asks for, as far as it said; null = not said. */
export type Need = {
  kind: OfferKind | null
  /** A code of `topics`. */
  topic: string | null
  people: number | null
  language: string | null
  mode: 'online' | 'on_site' | null
}

export type CriterionCode = 'kind' | 'topic' | 'audience' | 'room' | 'place' | 'language' | 'mode' | 'cost'

/** One line of the table that explains a rank. `contribution` = weight × points / 100, always whole. */
export type Contribution = {
  criterion: CriterionCode
  /** Percent; all weights add up to 100. */
  weight: number
  /** 0 to 1,000 on a fixed published scale. */
  points: number
  /** 0 to 1,000; the contributions of an offer add up to its score. */
  contribution: number
  /** Code of the step of the scale that applied, a translation key. */
  step: string
  params: Record<string, string | number | string[]>
  /** Points lost because a fact is not stated by either side. */
  missing: 'offer' | 'need' | null
}
