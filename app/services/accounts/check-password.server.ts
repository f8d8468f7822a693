import { signInWithPassword, signOutHere } from '#app/data/account-service.server.ts'
import type { Session } from '#app/domain/accounts/session.ts'
import type { Visitor } from '#app/platform/visitor.server.ts'
import { takeLimits } from './take-limits.server.ts'

/** Whether the signed-in person knows their password, before what only they may do. Leaves no session behind. */
export async function checkPassword(
  visitor: Visitor,
  session: Session,
  given: string,
): Promise<{ ok: true } | { ok: false; waitS: number }> {
  const waitS = await takeLimits(visitor, [['account_change', session.userId]])
  if (waitS > 0) return { ok: false, waitS }
  const db = visitor.nobody()
  const answer = await signInWithPassword(db, session.email, given)
  if (!answer.ok) return { ok: false, waitS: 0 }
  await signOutHere(db)
  return { ok: true }
}
