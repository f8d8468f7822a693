/** All that can be wrong with a form about an account: the field that shows it, and what it is. */
export const problemCodes = [
  'name.missing',
  'name.too_long',
  'name.changed_elsewhere',
  'mail.missing',
  'mail.too_long',
  'mail.invalid',
  'mail.same',
  'mail.not_signed_in',
  'password.missing',
  'password.too_short',
  'password.too_long',
  'password.common',
  'password.same',
  'given.missing',
  'given.too_long',
  'given.wrong',
  'code.missing',
  'code.too_long',
  'code.wrong',
  'code.no_code_left',
  'lang.invalid',
  'link.used_up',
  'form.sent_before',
  'form.not_taken',
] as const

export type ProblemCode = (typeof problemCodes)[number]

/** The field a problem belongs to; `link` and `form` are none that can be filled in. */
export const fieldOf = (problem: ProblemCode): string => problem.split('.')[0] ?? ''

/** The problem of a field, by the name of a schema's error. An error that has no words of its own is a form of ours gone wrong. */
export function problemOf(field: string, error: string): ProblemCode {
  const own = problemCodes.find(code => code === `${field}.${error}`)
  return own ?? problemCodes.find(code => code === `${field}.invalid`) ?? 'form.not_taken'
}

/** What comes back from a form that was not taken: everything typed but secrets, and why. */
export type Refused = {
  ok: false
  typed: Record<string, string>
  problems: ProblemCode[]
  /** Seconds until it may be tried again, where a limit was met; else 0. */
  waitS: number
}

const secrets = new Set(['password', 'given', 'code'])

/** What may be shown again: a page never carries a password or a code back. */
export function withoutSecrets(typed: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(typed).filter(([field]) => !secrets.has(field)))
}

export function refuse(typed: Record<string, string>, ...problems: ProblemCode[]): Refused {
  return { ok: false, typed: withoutSecrets(typed), problems, waitS: 0 }
}

export function refuseUntil(typed: Record<string, string>, waitS: number): Refused {
  return { ok: false, typed: withoutSecrets(typed), problems: [], waitS }
}

/** The same as the page shows it. */
export type ShownRefusal = { typed: Record<string, string>; problems: ProblemCode[]; waitMinutes: number }
