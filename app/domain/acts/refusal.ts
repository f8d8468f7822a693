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
  'interest_declared',
  'measure_of_award',
  'measure_unknown',
  'nobody_free',
  'note_missing',
  'nothing_changed',
  'other_part',
  'point_unknown',
  'quantity_not_between',
  'receiver_is_reporter',
  'receiver_unknown',
  'source_incomplete',
  'target_incomplete',
] as const

export type RefusalCode = (typeof refusalCodes)[number]

/** Refusals that speak of one field of the form, which shows them. */
const fields: Partial<Record<RefusalCode, string>> = {
  country_unknown: 'country',
  above_award: 'quantity',
  above_confirmed: 'quantity',
  above_reported: 'quantity',
  amount_incomplete: 'amount',
  evidence_missing: 'evidenceUrl',
  evidence_no_address: 'evidenceUrl',
  interest_declared: 'interest',
  measure_of_award: 'measure',
  measure_unknown: 'measure',
  note_missing: 'note',
  point_unknown: 'point',
  quantity_not_between: 'quantity',
  receiver_is_reporter: 'receiver',
  receiver_unknown: 'receiver',
  source_incomplete: 'sourceUrl',
  target_incomplete: 'target',
}

export const fieldOfRefusal = (code: RefusalCode): string | null => fields[code] ?? null

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
