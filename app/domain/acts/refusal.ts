/**
 * Why a command was not taken, as SQL and the app say it; the words are in `locales/<language>/acts.json` under
 * `refused.<code>`. What belongs to a field is shown there: `fieldOfRefusal`.
 */
export const refusalCodes = [
  // Of every command.
  'act_key_reused',
  'away',
  'input_invalid',
  'not_found',
  'role_missing',
  'second_factor_missing',
  'session_ended',
  'session_idle',
  'session_too_old',
  'signed_out',
  'too_often',
  'version_differs',
  'wrong_state',
  // Of some.
  'country_unknown',
  // Of commitments and deliveries.
  'above_award',
  'above_confirmed',
  'above_reported',
  'amount_incomplete',
  'commitment_imported',
  'conflict_of_interest',
  'date_future',
  'date_past',
  'dates_crossed',
  'evidence_missing',
  'evidence_no_address',
  'evidence_not_opened',
  'interest_declared',
  'measure_of_award',
  'measure_unknown',
  'milestones_crossed',
  'milestones_without_total',
  'nobody_free',
  'note_missing',
  'nothing_changed',
  'other_part',
  'period_incomplete',
  'period_of_a_total',
  'point_unknown',
  'quantity_contradicts',
  'quantity_missing',
  'quantity_not_between',
  'quantity_nought',
  'receiver_is_reporter',
  'receiver_unclear',
  'receiver_unknown',
  'source_incomplete',
  'target_incomplete',
  'asked_already',
  'only_demonstration',
  'member_already',
  'last_owner',
  'too_late',
  'organisation_unknown',
  'in_a_circle',
  'topic_unknown',
  'target_not_above',
  'interest_known',
  'offer_imported',
  'window_closed',
  'reason_missing',
  'zone_unknown',
  'commitment_not_own',
  'capacity_missing',
  'own_offer',
  'request_not_own',
  'amount_missing',
  'above_offer',
  'above_asked',
  'consent_missing',
  'applied_already',
  'not_eligible',
] as const

export type RefusalCode = (typeof refusalCodes)[number]

/** Refusals that speak of one field of the form, which shows them; a list where forms call it by different names. */
const fields: Partial<Record<RefusalCode, string | readonly string[]>> = {
  country_unknown: 'country',
  date_future: ['announcedOn', 'asOf'],
  date_past: ['neededBy', 'applyBy', 'nextReportDueOn'],
  topic_unknown: 'topic',
  zone_unknown: 'timeZone',
  commitment_not_own: 'commitment',
  request_not_own: 'request',
  amount_missing: 'asked',
  consent_missing: 'consent',
  receiver_unclear: 'receiver',
  receiver_unknown: 'receiver',
  receiver_is_reporter: 'receiver',
  evidence_missing: 'evidenceUrl',
  evidence_no_address: 'evidenceUrl',
  evidence_not_opened: 'looked0',
  quantity_contradicts: 'quantity',
  quantity_missing: 'quantity',
  quantity_not_between: 'quantity',
  quantity_nought: 'quantity',
  note_missing: 'note',
  reason_missing: 'reason',
  above_award: 'quantity',
  above_confirmed: 'quantity',
  above_reported: 'quantity',
  dates_crossed: 'periodFrom',
  measure_of_award: 'measure',
  organisation_unknown: 'parent',
  in_a_circle: 'parent',
  amount_incomplete: 'amount',
  interest_declared: 'interest',
  measure_unknown: 'measure',
  milestones_crossed: 'milestones',
  milestones_without_total: 'milestones',
  period_incomplete: 'targetFrom',
  period_of_a_total: 'targetFrom',
  point_unknown: 'point',
  source_incomplete: 'sourceUrl',
  target_incomplete: 'target',
}

/** Whether a refusal speaks of a field. */
export const speaksOf = (code: RefusalCode, field: string): boolean => [fields[code]].flat().includes(field)

/** The field of a form of which a refusal speaks; undefined where it speaks of none. */
export const fieldOfRefusal = (code: RefusalCode, names: readonly string[]): string | undefined =>
  names.find(name => speaksOf(code, name))

/** What a schema found wrong with a field, where it is the same that a command would refuse. */
export const isRefusalCode = (code: string): code is RefusalCode => refusalCodes.some(known => known === code)

/** The status of the page on which a form comes back. */
export function statusOfRefusal(code: RefusalCode | null): number {
  switch (code) {
    case 'act_key_reused':
    case 'version_differs':
    case 'wrong_state':
      return 409
    case 'role_missing':
      return 403
    case 'not_found':
      return 404
    case 'too_often':
      return 429
    case 'away':
      return 503
    default:
      return 400
  }
}
