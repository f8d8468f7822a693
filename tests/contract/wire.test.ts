import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createServerClient } from '@supabase/ssr'
import { createClient, type SupabaseClient } from '@supabase/supabase-js'
import { expect, test } from 'vitest'
import { cookieCalls, type WireCall, wireCalls } from './wire-calls.ts'

/**
 * What supabase-js puts on the wire. The gateway is written against these requests, so an upgrade that changes one
 * must be seen. Recorded with RECORD_WIRE=1.
 */
const file = new URL('./wire.json', import.meta.url)
const isRecording = process.env.RECORD_WIRE === '1'
type Sent = { request: string; headers: Record<string, string>; body?: unknown }
const recorded: Record<string, Sent[]> = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
const seen: Record<string, Sent[]> = {}

const host = 'http://wire.invalid'
const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const token = `${encode({ alg: 'ES256', typ: 'JWT' })}.${encode({ exp: 4e9, sub: 'u', aal: 'aal1' })}.${encode({})}`
const user = { id: 'u', aud: 'authenticated', email: 'somebody@example.org', factors: [], identities: [] }
const session = { access_token: token, refresh_token: 'r', token_type: 'bearer', expires_in: 3600, user }

/** Enough of an answer for the client to go on to its next request. */
function answer(path: string): object {
  if (/^\/auth\/v1\/(token|verify|factors\/f\/verify)/.test(path)) return session
  if (path.startsWith('/auth/v1/factors')) return { id: 'c', type: 'totp', totp: { qr_code: '', secret: 's', uri: '' } }
  if (path === '/auth/v1/user') return user
  return []
}

/** Version and runtime of the client, which change without meaning, and secrets that differ each time, are blotted out. */
function plain(headers: Headers): Record<string, string> {
  const entries = [...headers].map(([name, value]): [string, string] => {
    if (name === 'x-client-info') return [name, '…']
    if (name === 'content-type') return [name, value.replace(/boundary=.*/, 'boundary=…')]
    return [name, value.replace(token, '<token>')]
  })
  return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)))
}

async function bodyOf(request: Request): Promise<unknown> {
  const text = await request.text()
  const boundary = /boundary=(.*)/.exec(request.headers.get('content-type') ?? '')?.[1]
  if (boundary !== undefined) return text.replaceAll(boundary, '…')
  try {
    return JSON.parse(text, (key, value) => (key === 'code_challenge' && value !== null ? '…' : value))
  } catch {
    return text
  }
}

async function record(open: (fetcher: typeof fetch) => SupabaseClient, call: WireCall[1]): Promise<Sent[]> {
  const sent: Sent[] = []
  const recorder: typeof fetch = async (input, init) => {
    const request = new Request(input, init)
    const url = request.url.replace(host, '')
    const body = await bodyOf(request)
    sent.push({
      request: `${request.method} ${url}`,
      headers: plain(request.headers),
      ...(body === '' ? {} : { body }),
    })
    return Response.json(answer(new URL(request.url).pathname))
  }
  await call(open(recorder))
  return sent
}

const plainClient = (fetcher: typeof fetch) =>
  createClient(host, 'key', {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
    global: { fetch: fetcher },
  })

function cookieClient(fetcher: typeof fetch): SupabaseClient {
  const jar = new Map<string, string>()
  return createServerClient(host, 'key', {
    global: { fetch: fetcher },
    cookies: {
      encode: 'tokens-only',
      getAll: () => [...jar].map(([name, value]) => ({ name, value })),
      setAll: cookies => {
        for (const { name, value } of cookies) jar.set(name, value)
      },
    },
  })
}

const all = [
  ...wireCalls.map(([name, call]) => [name, plainClient, call] as const),
  ...cookieCalls.map(([name, call]) => [name, cookieClient, call] as const),
]

test.each(all)('%s', async (name, open, call) => {
  const sent = await record(open, call)
  seen[name] = sent
  expect(sent.length).toBeGreaterThan(0)
  if (!isRecording) expect(sent).toEqual(recorded[name])
})

test('each call is recorded once, and each record belongs to a call', () => {
  const names = all.map(([name]) => name)
  expect(new Set(names).size).toBe(names.length)
  if (isRecording) writeFileSync(file, `${JSON.stringify(seen, null, 2)}\n`)
  else expect(Object.keys(recorded)).toEqual(names)
})
