import { fileURLToPath } from 'node:url'
import { createClient } from '@supabase/supabase-js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type EmbeddedBackend, openEmbedded } from '#embedded/open.ts'

/** The project's own migrations: who may do what without an account. */
let backend: EmbeddedBackend
beforeAll(async () => {
  const migrationsDir = fileURLToPath(new URL('../../../supabase/migrations', import.meta.url))
  backend = await openEmbedded({ dataDir: null, migrationsDir })
})
afterAll(() => backend.close())

const as = (key: string) =>
  createClient(backend.url, key, {
    auth: { persistSession: false, autoRefreshToken: false },
    global: { fetch: backend.fetch },
  })

const ask = (headers: Record<string, string>, path = '/rest/v1/countries?select=*&limit=1') =>
  backend.fetch(`${backend.url}${path}`, { headers })

test('a request needs one of the two keys', async () => {
  expect((await ask({})).status).toBe(401)
  expect((await ask({ apikey: 'sb_publishable_other' })).status).toBe(401)
  expect((await ask({ apikey: backend.anonKey })).status).toBe(200)
  expect((await ask({ apikey: backend.serviceKey, authorization: `Bearer ${backend.serviceKey}` })).status).toBe(200)
})

test('a key in place of a token gives no more than the key itself', async () => {
  const { status, error } = await as(backend.anonKey)
    .from('error_reports')
    .select('*')
    .setHeader('Authorization', `Bearer ${backend.serviceKey}`)
  expect([status, error?.code]).toEqual([401, '42501'])
})

test('a token that nobody gave out is refused', async () => {
  const response = await ask({
    apikey: backend.anonKey,
    authorization: 'Bearer eyJhbGciOiJub25lIn0.eyJyb2xlIjoic2VydmljZV9yb2xlIn0.',
  })
  expect(response.status).toBe(401)
  expect(response.headers.get('www-authenticate')).toMatch(/^Bearer\b/)
})

test('fetch answers whatever happens', async () => {
  for (const path of [
    '/rest/v1/%',
    '/nowhere',
    '/rest/v1/',
    '/rest/v1/rpc/',
    '/auth/v1/token',
    '//',
    '/rest/v1/a/b/c',
  ]) {
    const response = await ask({ apikey: backend.anonKey }, path)
    expect(response.status, path).toBeGreaterThanOrEqual(400)
    expect((await response.json()) as object).toHaveProperty('message')
  }
})

test('what is granted to the service role alone is refused to anon', async () => {
  const functions = await backend.db.query(
    `select proname as name, coalesce((select json_object_agg(n, null) from unnest(proargnames[1:pronargs]) n), '{}')::text as args from pg_proc
      where pronamespace = 'public'::regnamespace and not has_function_privilege('anon', oid, 'execute')`,
  )
  expect(functions.length).toBeGreaterThan(0)
  for (const { name, args } of functions) {
    const { status, error } = await as(backend.anonKey).rpc(name ?? '', JSON.parse(args ?? '{}'))
    expect([name, status, error?.code]).toEqual([name, 401, '42501'])
  }
})

test('what has no grant for anon cannot be read', async () => {
  const tables = await backend.db.query(
    `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v')
      and not has_table_privilege('anon', oid, 'select')`,
  )
  expect(tables.length).toBeGreaterThan(0)
  for (const { relname } of tables) {
    const { status, error } = await as(backend.anonKey)
      .from(relname ?? '')
      .select('*')
    expect([relname, status, error?.code]).toEqual([relname, 401, '42501'])
  }
})
