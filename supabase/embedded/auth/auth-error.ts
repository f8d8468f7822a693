/** A refusal in the words of Supabase Auth: HTTP status, its code, its message. */
export class AuthError extends Error {
  override name = 'AuthError'
  readonly status: number
  readonly code: string
  readonly more: Record<string, unknown>

  constructor(status: number, code: string, message: string, more: Record<string, unknown> = {}) {
    super(message)
    this.status = status
    this.code = code
    this.more = more
  }
}

export const invalid = (message: string): AuthError => new AuthError(400, 'validation_failed', message)

/** The same for an unknown address, a wrong password and an account without one. */
export const wrongCredentials = (): AuthError => new AuthError(400, 'invalid_credentials', 'Invalid login credentials')

export const emailTaken = (): AuthError =>
  new AuthError(422, 'email_exists', 'A user with this email address has already been registered')
