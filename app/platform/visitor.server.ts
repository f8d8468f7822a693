import type { AppLoadContext } from '@remix-run/node'
import type { Db } from './database.server.ts'
import { accountDb, clearSessionCookies, hasSessionCookie, sessionDb } from './session-client.server.ts'

/** Whoever sent a request, as the use-cases of accounts see them. */
export type Visitor = {
  /** The client with the session of this browser; signing in and out writes its cookie. */
  session: Db
  /** A client without a session, new each time. */
  nobody(): Db
  /** Whether the browser brought a session, of whatever worth. */
  hasSession: boolean
  service: AppLoadContext['serviceDb']
  /** The address that limits count. */
  address: string
  now: Date
  forgetSession(): void
}

export function visitorOf(context: AppLoadContext, request: Request): Visitor {
  return {
    get session() {
      return sessionDb(context, request)
    },
    nobody: () => accountDb(context),
    hasSession: hasSessionCookie(context, request),
    service: reason => context.serviceDb(reason),
    address: context.clientAddress,
    now: context.now(),
    forgetSession: () => clearSessionCookies(context, request),
  }
}
