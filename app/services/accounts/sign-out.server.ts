import { signOutHere } from '#app/data/account-service.server.ts'
import type { Visitor } from '#app/platform/visitor.server.ts'

/** Ends the session of this browser. Its cookie goes in any case; a session that is gone already is no fault. */
export async function signOut(visitor: Visitor): Promise<void> {
  visitor.forgetSession()
  await signOutHere(visitor.session)
}

/** The session that a browser held before somebody signs in on it. A cookie that nobody gave out is none. */
export async function endOldSession(visitor: Visitor): Promise<void> {
  if (visitor.hasSession) await signOutHere(visitor.session)
}
