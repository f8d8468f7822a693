import type { IsoDate } from '../calendar/iso-date.ts'
import type { Country } from '../countries/country.ts'
import { reachOf } from '../countries/reach-of.ts'
import { isFound } from '../organisations/search-text.ts'
import type { Commitment, CommitmentKind } from './commitment.ts'
import { fourAnswers, type Implementation } from './four-answers.ts'
import { type Step, stepReached } from './step-reached.ts'

/** What a reader asks for; every part may be missing, and all that are given must hold. */
export type CommitmentFilter = {
  q?: string | null
  point?: number | null
  kind?: CommitmentKind | null
  topic?: string | null
  /** Code of the measure of the target. */
  measure?: string | null
  /** Ref of the accountable organisation. */
  committer?: string | null
  /** Promised to this country by name, or to a region or group it belongs to on the day of the promise. */
  country?: Country | null
  /** Code of a region or group that the commitment itself names. */
  place?: string | null
  /** The step that must have been reached at least. */
  step?: Step | null
  implementation?: Implementation | null
}

const stepOrder: readonly Step[] = ['promised', 'reported', 'confirmed', 'verified']

/** The commitments that pass a filter, in their order; `at` is the day of the answers. */
export function filterCommitments(list: readonly Commitment[], filter: CommitmentFilter, at: IsoDate): Commitment[] {
  return list.filter(commitment => passes(commitment, filter, at))
}

function passes(commitment: Commitment, filter: CommitmentFilter, at: IsoDate): boolean {
  const { q, point, kind, topic, measure, committer, country, place, step, implementation } = filter
  return (
    (!q || isFound(q, wordsOf(commitment))) &&
    (point == null || commitment.point?.number === point) &&
    (kind == null || commitment.kind === kind) &&
    (topic == null || commitment.topics.includes(topic)) &&
    (measure == null || commitment.target?.measure === measure) &&
    (committer == null || commitment.accountable.ref === committer) &&
    (country == null || reachOf(commitment, country, commitment.announcedOn ?? at) !== null) &&
    (place == null || commitment.regions.includes(place) || commitment.countriesFromGroup === place) &&
    (step == null || hasReached(commitment, step)) &&
    (implementation == null || fourAnswers(commitment, at).implementation === implementation)
  )
}

/** A figure counts all that came at least this far, so its list holds them too. */
function hasReached(commitment: Commitment, step: Step): boolean {
  return stepOrder.indexOf(stepReached(commitment)) >= stepOrder.indexOf(step)
}

function wordsOf({ ref, title, topic, accountable, partners, namedFrameworks }: Commitment): string {
  return [
    ref,
    title.text,
    topic.text,
    accountable.name.text,
    ...partners.map(({ text }) => text),
    ...namedFrameworks,
  ].join(' ')
}
