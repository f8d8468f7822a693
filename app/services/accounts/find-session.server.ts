import { type AppLoadContext, redirect } from '@remix-run/node'
import { touchSession } from '#app/data/sessions.server.ts'
import { deviceOf } from '#app/domain/accounts/device-of.ts'
import { needsSecondFactor, type Session, type SessionEnd } from '#app/domain/accounts/session.ts'
import { clearSessionCookies, hasSessionCookie, sessionDb } from '#app/platform/session-client.server.ts'

type Found = { session: Session; end: null } | { session: null; end: SessionEnd | null }

const asked = new WeakMap<AppLoadContext, Promise<Found>>()

/** Asks the database once per request, whichever loaders want to know; a session that stands no more leaves the browser. */
function find(context: AppLoadContext, request: Request): Promise<Found> {
  const known = asked.get(context)
  if (known) return known
  const asking = ask(context, request)
  asked.set(context, asking)
  return asking
}

async function ask(context: AppLoadContext, request: Request): Promise<Found> {
  if (!hasSessionCookie(context, request)) return { session: null, end: null }
  const touched = await touchSession(sessionDb(context, request), deviceOf(request.headers.get('User-Agent') ?? ''))
  if (touched.state === 'active') return { session: touched.session, end: null }
  clearSessionCookies(context, request)
  return { session: null, end: touched.state }
}

/** Who was found to be signed in with this request; null where nobody was, or nobody has asked yet. */
export async function knownSession(context: AppLoadContext): Promise<Session | null> {
  return (await asked.get(context))?.session ?? null
}

/** Who is signed in; null where nobody is. The second factor may still be missing. */
export async function findSession(context: AppLoadContext, request: Request): Promise<Session | null> {
  return (await find(context, request)).session
}

/** Who is signed in with all that their account asks for; anybody else is led to where that is given, and on to `next`. */
export async function requireSession(
  context: AppLoadContext,
  request: Request,
  lang: string,
  next: string = addressOf(request),
): Promise<Session> {
  const session = await requireFirstFactor(context, request, lang, next)
  if (needsSecondFactor(session)) throw redirect(`/${lang}/second-factor?${new URLSearchParams({ next })}`, 303)
  return session
}

/** The same without the second factor: for the page that asks for it, and for signing out. */
export async function requireFirstFactor(
  context: AppLoadContext,
  request: Request,
  lang: string,
  next: string = addressOf(request),
): Promise<Session> {
  const { session, end } = await find(context, request)
  if (session) return session
  throw redirect(`/${lang}/sign-in?${new URLSearchParams({ next, ...(end === null ? {} : { why: end }) })}`, 303)
}

function addressOf(request: Request): string {
  const { pathname, search } = new URL(request.url)
  return pathname + search
}
