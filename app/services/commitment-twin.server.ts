import type { IsoDate } from '#app/domain/calendar/iso-date.ts'
import type { Commitment } from '#app/domain/commitments/commitment.ts'
import { decidingDeadline, fourAnswers } from '#app/domain/commitments/four-answers.ts'
import { quantities } from '#app/domain/commitments/quantities.ts'
import type { Cell } from '#app/platform/data-response.server.ts'

export const commitmentColumns = [
  'ref',
  'title',
  'title_lang',
  'accountable',
  'kind',
  'measure',
  'promised',
  'qualifier',
  'nature',
  'promised_from',
  'promised_to',
  'milestones',
  'reported',
  'confirmed',
  'verified',
  'reports_on_record',
  'announced_on',
  'due_on',
  'formalisation',
  'implementation',
  'implementation_basis',
  'freshness',
  'verification',
  'answers_at',
  'point',
  'whole',
  'parts',
  'overlaps',
  'countries',
  'regions',
  'source_url',
  'source_read_on',
  'origin',
] as const

/** A commitment as one row of open data; lists are separated by spaces. */
export function commitmentRow(commitment: Commitment, at: IsoDate): Record<(typeof commitmentColumns)[number], Cell> {
  const sum = quantities(commitment)
  const answers = fourAnswers(commitment, at)
  return {
    ref: commitment.ref,
    title: commitment.title.text,
    title_lang: commitment.title.lang,
    accountable: commitment.accountable.name.text,
    kind: commitment.kind,
    measure: sum?.measure ?? null,
    promised: sum?.promised ?? null,
    qualifier: commitment.target?.qualifier ?? null,
    nature: commitment.target?.nature ?? null,
    promised_from: commitment.target?.period?.from ?? null,
    promised_to: commitment.target?.period?.to ?? null,
    milestones: commitment.milestones.map(({ date, value }) => `${date}:${value}`).join(' '),
    reported: sum?.reported ?? null,
    confirmed: sum?.confirmed ?? 0,
    verified: sum?.verified ?? 0,
    reports_on_record: commitment.deliveries.length,
    announced_on: commitment.announcedOn,
    due_on: decidingDeadline(commitment),
    formalisation: answers.formalisation,
    implementation: answers.implementation,
    implementation_basis: answers.basis,
    freshness: answers.freshness,
    verification: answers.verification,
    answers_at: at,
    point: commitment.point?.number ?? null,
    whole: commitment.wholeRef,
    parts: commitment.partRefs.join(' '),
    overlaps: commitment.overlapRefs.join(' '),
    countries: commitment.countries.join(' '),
    regions: commitment.regions.join(' '),
    source_url: commitment.source?.url ?? null,
    source_read_on: commitment.source === null ? null : commitment.checkedOn,
    origin: commitment.origin,
  }
}
