import { AuthError, invalid } from './auth-error.ts'

/** NIST SP 800-63B-4, 3.1.1.2: fifteen characters where the password is the only factor, and no rules of composition. */
export const LEAST_CHARACTERS = 15
export const MOST_CHARACTERS = 256

/** Refuses a password that is too short or easily guessed, with the reasons in the words of Supabase Auth. */
export function checkPassword(password: string, _context: readonly string[]): void {
  const characters = [...password.normalize('NFC')].length
  if (characters > MOST_CHARACTERS) throw invalid(`Password cannot be longer than ${MOST_CHARACTERS} characters`)
  if (characters < LEAST_CHARACTERS) {
    const message = `Password should be at least ${LEAST_CHARACTERS} characters.`
    throw new AuthError(422, 'weak_password', message, { weak_password: { reasons: ['length'] } })
  }
}
