import type { AppLoadContext } from '@remix-run/node'
import { countTasks } from '#app/data/today.server.ts'
import { needsSecondFactor, type Session } from '#app/domain/accounts/session.ts'
import { isDatabaseAway } from '#app/platform/database-away.server.ts'
import { isDraftByScript } from '#app/platform/draft-answer.server.ts'
import { sessionDb } from '#app/platform/session-client.server.ts'

/**
 * How many things wait for whoever looks at a page; 0 before the second factor, while the database is away, and for the
 * script that keeps a draft, which draws no page.
 */
export async function countWaiting(context: AppLoadContext, request: Request, session: Session): Promise<number> {
  if (needsSecondFactor(session) || isDraftByScript(context, request)) return 0
  try {
    return await countTasks(sessionDb(context, request))
  } catch (error) {
    if (isDatabaseAway(error)) return 0
    throw error
  }
}
