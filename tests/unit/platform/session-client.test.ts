import type { AppLoadContext } from '@remix-run/node'
import { expect, test } from 'vitest'
import {
  clearSessionCookies,
  hasSessionCookie,
  sessionCookieName,
  sessionDb,
} from '#app/platform/session-client.server.ts'

const session = {
  access_token: 'a.b.c',
  token_type: 'bearer',
  expires_in: 3600,
  expires_at: Math.floor(Date.now() / 1000) + 3600,
  refresh_token: 'r',
  user: { id: '1', email: 'somebody@example.org' },
}

function makeContext(publicUrl: string) {
  const lines: string[] = []
  const context = {
    publicUrl,
    // why: the account service itself is tested elsewhere; here only what becomes of its answer.
    backend: { url: 'http://imarika.invalid', anonKey: 'k', fetch: async () => Response.json(session) },
    setCookie: (line: string) => void lines.push(line),
  } as unknown as AppLoadContext
  return { context, lines }
}

const ask = (cookie = '') => new Request('https://imarika.example/en', { headers: { Cookie: cookie } })

test('under https the cookie is bound to the host and never sent otherwise', async () => {
  const { context, lines } = makeContext('https://imarika.example')
  await sessionDb(context, ask()).auth.signInWithPassword({ email: 'a', password: 'b' })
  expect(lines).toHaveLength(1)
  expect(lines[0]).toMatch(/^__Host-imarika=base64-/)
  for (const part of ['Secure', 'HttpOnly', 'SameSite=Lax', 'Path=/', 'Max-Age=43200']) expect(lines[0]).toContain(part)
  expect(lines[0]).not.toContain('Domain')
  const value = /base64-([^;]+)/.exec(lines[0] ?? '')?.[1] ?? ''
  expect(Buffer.from(value, 'base64url').toString()).not.toContain('somebody@example.org')
})

test('on this machine alone it has a plain name, and only cookies of that name count', async () => {
  expect(sessionCookieName('http://localhost:3000')).toBe('imarika')
  const { context, lines } = makeContext('http://localhost:3000')
  expect(hasSessionCookie(context, ask('imarika=x'))).toBe(true)
  expect(hasSessionCookie(context, ask('imarika.0=x; imarika.1=y'))).toBe(true)
  expect(hasSessionCookie(context, ask('imarika2=x; __Host-imarika=x; other=imarika=1'))).toBe(false)
  clearSessionCookies(context, ask('imarika.0=x; imarika.1=y; other=z'))
  expect(lines.map(line => line.split('=')[0])).toEqual(['imarika.0', 'imarika.1'])
  for (const line of lines) expect(line).toMatch(/=; Max-Age=0; Path=\/; HttpOnly; SameSite=Lax$/)
})

test('what stands in a cookie that nobody gave out is no session', async () => {
  const { context } = makeContext('http://localhost:3000')
  const { data } = await sessionDb(context, ask('imarika=base64-bm9uc2Vuc2U')).auth.getSession()
  expect(data.session).toBeNull()
})
