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
] as const

export type RefusalCode = (typeof refusalCodes)[number]

/** Refusals that speak of one field of the form, which shows them. */
const fields: Partial<Record<RefusalCode, string>> = { country_unknown: 'country' }

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
