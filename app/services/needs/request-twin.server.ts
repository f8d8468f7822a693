import { leftOf, type SupportRequest } from '#app/domain/needs/support-request.ts'
import type { Cell } from '#app/platform/data-response.server.ts'

export const requestColumns = [
  'ref',
  'title',
  'title_lang',
  'organisation_ref',
  'organisation',
  'organisation_state',
  'country',
  'kind',
  'topic',
  'languages',
  'mode',
  'needed_by',
  'state',
  'measure',
  'baseline',
  'target',
  'covered',
  'left',
  'due_on',
  'stated_at',
] as const

type Row = Record<(typeof requestColumns)[number], Cell>

/** A need as rows of open data: one row a part, since measures are never added. */
export function requestRows(request: SupportRequest): Row[] {
  return request.parts.map(part => ({
    ref: request.ref,
    title: request.title.text,
    title_lang: request.title.lang,
    organisation_ref: request.organisation.ref,
    organisation: request.organisation.name.text,
    organisation_state: request.organisation.state,
    country: request.organisation.country,
    kind: request.kind,
    topic: request.topic,
    languages: request.languages.join(' '),
    mode: request.mode,
    needed_by: request.neededBy,
    state: request.state,
    measure: part.measure,
    baseline: part.baseline,
    target: part.target,
    covered: part.covered,
    left: leftOf(part),
    due_on: part.dueOn,
    stated_at: request.createdAt,
  }))
}

/** The whole record, its parts below it. */
export function requestRecord(request: SupportRequest) {
  const { ref, origin, title, description, organisation, kind, topic, languages, mode, state, parts } = request
  return {
    ref,
    origin,
    title,
    description,
    organisation,
    kind,
    topic,
    languages,
    mode,
    needed_by: request.neededBy,
    state,
    stated_at: request.createdAt,
    changed_at: request.changedAt,
    parts: parts.map(part => ({
      measure: part.measure,
      baseline: part.baseline,
      target: part.target,
      covered: part.covered,
      left: leftOf(part),
      due_on: part.dueOn,
    })),
  }
}
