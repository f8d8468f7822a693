import type { AppLoadContext } from '@remix-run/node'
import {
  combineChunks,
  createServerClient,
  parseCookieHeader,
  serializeCookieHeader,
  stringFromBase64URL,
} from '@supabase/ssr'
import { createClient } from '@supabase/supabase-js'
import type { Database } from '#app/data/database.types.ts'
import type { Db } from './database.server.ts'

/** As long as a session may last at most; with the browser's window it ends no sooner, so that a lost page is no lost work. */
const longestS = 12 * 60 * 60

/** `__Host-` binds the cookie to this host and to https; a browser takes no such cookie without https. */
export const sessionCookieName = (publicUrl: string): string =>
  publicUrl.startsWith('https:') ? '__Host-imarika' : 'imarika'

const optionsOf = (publicUrl: string) =>
  ({
    name: sessionCookieName(publicUrl),
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    secure: publicUrl.startsWith('https:'),
    maxAge: longestS,
  }) as const

const cookiesOf = (request: Request) => parseCookieHeader(request.headers.get('Cookie') ?? '')

/** A long value is spread over cookies with numbers behind the name. */
const isOurs = (publicUrl: string) => {
  const name = sessionCookieName(publicUrl)
  return (cookie: { name: string }) => cookie.name === name || cookie.name.startsWith(`${name}.`)
}

/** Whether the browser says that somebody is signed in. It may be wrong: only the database knows. */
export function hasSessionCookie({ publicUrl }: AppLoadContext, request: Request): boolean {
  return cookiesOf(request).some(isOurs(publicUrl))
}

const clients = new WeakMap<AppLoadContext, Db>()

/**
 * The client of whoever sent this request, one per request. It holds the two tokens of the session in an HttpOnly
 * cookie; tokens that were renewed on the way are put on the answer, whatever answer that becomes.
 */
export function sessionDb(context: AppLoadContext, request: Request): Db {
  const known = clients.get(context)
  if (known) return known
  const { backend, publicUrl } = context
  const isSessionCookie = isOurs(publicUrl)
  // What was written during this request is what the next read of it must see.
  const jar = new Map(cookiesOf(request).map(({ name, value }) => [name, value ?? '']))
  const db = createServerClient<Database>(backend.url, backend.anonKey, {
    global: { fetch: backend.fetch },
    db: { retry: false },
    cookieOptions: optionsOf(publicUrl),
    cookies: {
      encode: 'tokens-only',
      getAll: () => [...jar].map(([name, value]) => ({ name, value })).filter(isSessionCookie),
      setAll: cookies => {
        // A change of the mail address also writes a verifier for links that need the same browser; ours need none.
        for (const { name, value, options } of cookies.filter(isSessionCookie)) {
          if (value === '') jar.delete(name)
          else jar.set(name, value)
          // The library keeps every cookie for 400 days, whatever it is told.
          const maxAge = value === '' ? 0 : longestS
          context.setCookie(serializeCookieHeader(name, value, { ...options, maxAge }))
        }
      },
    },
  }) as unknown as Db
  clients.set(context, db)
  return db
}

/** Takes the session's cookies from the browser, also where the account service cannot be asked. */
export function clearSessionCookies(context: AppLoadContext, request: Request): void {
  const { name: _, ...options } = optionsOf(context.publicUrl)
  for (const { name } of cookiesOf(request).filter(isOurs(context.publicUrl)))
    context.setCookie(serializeCookieHeader(name, '', { ...options, maxAge: 0 }))
}

/** A client that speaks to the account service for nobody. New each time: an answer may hold a session, which it keeps. */
export function accountDb({ backend }: AppLoadContext): Db {
  return createClient<Database>(backend.url, backend.anonKey, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
    global: { fetch: backend.fetch },
    db: { retry: false },
  })
}

/**
 * Whose session the browser's cookie speaks of, also where it has ended. Nothing vouches for it: good for telling a
 * mix-up, not for letting anybody in.
 */
export async function claimedUser({ publicUrl }: AppLoadContext, request: Request): Promise<string | null> {
  const cookies = new Map(cookiesOf(request).map(({ name, value }) => [name, value ?? '']))
  const value = await combineChunks(sessionCookieName(publicUrl), name => cookies.get(name) ?? null)
  try {
    const kept = JSON.parse(stringFromBase64URL((value ?? '').replace(/^base64-/, '')))
    const [, claims = ''] = String(kept.access_token).split('.')
    return String(JSON.parse(stringFromBase64URL(claims)).sub)
  } catch {
    return null
  }
}
