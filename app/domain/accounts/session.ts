/** Who is signed in, as far as pages need it. */
export type Session = {
  sessionId: string
  userId: string
  email: string
  name: string
  /** The language they are written to in. */
  lang: string
  /** Of their settings: a change must name the version it was made from. */
  version: number
  /** How surely they are known: `aal2` where this session was given the second factor. */
  aal: 'aal1' | 'aal2'
  /** By which means they proved who they are, and when (seconds since 1970). */
  proofs: readonly { method: string; at: number }[]
  hasFactor: boolean
  /** Recovery codes that are left. */
  recoveryCodes: number
}

/** Why a session stands no more: unused for 30 minutes, older than 12 hours, or ended (by its owner, or unknown). */
export type SessionEnd = 'idle' | 'too_old' | 'ended'

/** With a second factor on the account, the password alone opens nothing. */
export function needsSecondFactor({ hasFactor, aal }: Pick<Session, 'hasFactor' | 'aal'>): boolean {
  return hasFactor && aal !== 'aal2'
}

const throughMail = new Set(['otp', 'magiclink', 'recovery', 'email/signup', 'invite'])

/** How long a mailbox that was just read counts as proof, in seconds. */
const freshS = 15 * 60

/**
 * Whether somebody may choose a new password without the old one: who has read a mail of ours in the last 15 minutes
 * could ask for that mail again. `now` in milliseconds.
 */
export function hasReadMailJustNow({ proofs }: Pick<Session, 'proofs'>, now: number): boolean {
  return proofs.some(({ method, at }) => throughMail.has(method) && now / 1000 - at < freshS)
}
