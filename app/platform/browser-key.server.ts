import { randomBytes } from 'node:crypto'
import type { AppLoadContext } from '@remix-run/node'
import { parseCookieHeader, serializeCookieHeader } from '@supabase/ssr'

const aDayS = 24 * 60 * 60
const keyBytes = 32

const nameOf = (publicUrl: string) => (publicUrl.startsWith('https:') ? '__Host-imarika-kept' : 'imarika-kept')

/** The key to what was kept for this browser; null where nothing was. It lies in no other place. */
export function browserKey({ publicUrl }: AppLoadContext, request: Request): Buffer | null {
  const name = nameOf(publicUrl)
  const value = parseCookieHeader(request.headers.get('Cookie') ?? '').find(cookie => cookie.name === name)?.value
  const key = Buffer.from(value ?? '', 'base64url')
  return key.length === keyBytes ? key : null
}

/** The same, made where there is none; the browser holds it for a day from now. */
export function makeBrowserKey(context: AppLoadContext, request: Request): Buffer {
  const key = browserKey(context, request) ?? randomBytes(keyBytes)
  const secure = context.publicUrl.startsWith('https:')
  const options = { httpOnly: true, sameSite: 'lax', path: '/', secure, maxAge: aDayS } as const
  context.setCookie(serializeCookieHeader(nameOf(context.publicUrl), key.toString('base64url'), options))
  return key
}
