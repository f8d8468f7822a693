import { z } from 'zod'

/** A token's hash and a code as an account service makes them; anything else in their place is refused. */
const tokenHash = z.string().regex(/^[A-Za-z0-9_-]{16,256}$/)
const code = z.string().regex(/^\d{6,10}$/)

const withCode = z.object({ token_hash: tokenHash, code })
const notice = z.object({})

/**
 * A name that somebody chose, for readers who may not know them: what turns a text around is taken out, and no part of
 * it is read as an address by a mail program.
 */
const nameOfOthers = z
  .string()
  .min(1)
  .max(200)
  .transform(name => name.replace(/[\p{Cc}\p{Cf}]/gu, '').replace(/([.:/@])(?=\S)/g, '$1 '))

/** Every mail that the app sends, with what its row carries. */
export const mailData = {
  confirm_sign_up: withCode,
  sign_in_code: withCode,
  recover: withCode,
  confirm_new_email: z.object({ token_hash: tokenHash }),
  account_exists: notice,
  email_changed: notice,
  password_changed: notice,
  second_factor_added: notice,
  second_factor_removed: notice,
  recovery_code_used: notice,
  invitation: z.object({ organisation: nameOfOthers }),
} as const

export type MailKind = keyof typeof mailData

export const mailKinds = Object.keys(mailData) as MailKind[]

/** Kinds whose link stops working an hour after they were written: sent later they would only mislead. */
export const expiringKinds: ReadonlySet<string> = new Set([
  'confirm_sign_up',
  'sign_in_code',
  'recover',
  'confirm_new_email',
] satisfies MailKind[])

export const linkLifeMs = 60 * 60 * 1000
