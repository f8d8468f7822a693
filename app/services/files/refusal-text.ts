import { mostFileBytes, mostPixels } from '#app/domain/files/file-kind.ts'
import type { LanguageKit } from '#app/i18n/language-kit.ts'
import type { ReceiveRefusal } from './receive-file.server.ts'

/** As in private.file_quota_bytes() and private.files_per_act(), which decide; a test compares them. */
export const quotaMegabytes = 500
export const filesPerAct = 10

/** Reasons that the sender mends by loading the page again, signed in. */
const again = [
  'signed_out',
  'session_idle',
  'session_too_old',
  'session_ended',
  'second_factor_missing',
  'input_invalid',
  'expired',
] as const satisfies ReceiveRefusal[]

const isAgain = (reason: ReceiveRefusal): reason is (typeof again)[number] =>
  (again as readonly ReceiveRefusal[]).includes(reason)

/** Why a file was not taken and what to do about it, in the reader's language. */
export function refusalText({ t, format }: LanguageKit, name: string, reason: ReceiveRefusal): string {
  // A last part "_many" would be a plural form of a text.
  const shown = isAgain(reason) ? 'not_taken' : reason === 'too_many' ? 'number' : reason
  return t(`files:refused.${shown}`, {
    name,
    most: format.number(mostFileBytes / 1024 / 1024),
    pixels: format.number(mostPixels / 1_000_000),
    quota: format.number(quotaMegabytes),
    files: format.number(filesPerAct),
  })
}
