import { timingSafeEqual } from 'node:crypto'
import { verifyAccessToken } from './auth/access-token.ts'
import { handleAuth } from './auth/auth-handler.ts'
import { type Db, DbError } from './engine/db.ts'
import type { ApiKeys, Keys } from './keys.ts'
import { toRestError } from './rest/rest-error.ts'
import { type Claims, handleRest } from './rest/rest-handler.ts'
import type { SchemaCache } from './rest/schema-cache.ts'
import { ChunkStore } from './storage/chunk-store.ts'
import type { FileStore } from './storage/file-store.ts'
import { handleStorage } from './storage/storage-handler.ts'
import { UnsupportedError, type UnsupportedFeature } from './unsupported.ts'

export type GatewayOptions = {
  db: Db
  cache: SchemaCache
  keys: Keys
  /** Where bytes of files lie; in the database where none is given. */
  files?: FileStore
  log: (line: string) => void
  /** Milliseconds since 1970; for tests of what time does to sessions. */
  now?: () => number
}

const OTHER_SERVICES: Record<string, UnsupportedFeature> = {
  functions: 'functions',
  graphql: 'graphql',
  realtime: 'realtime',
}

/** Codes and words of PostgREST for a token that it does not believe. */
const TOKEN_REFUSALS = {
  malformed: ['PGRST301', 'JWT could not be decoded'],
  signature: ['PGRST301', 'JWSError JWSInvalidSignature'],
  expired: ['PGRST303', 'JWT expired'],
  audience: ['PGRST303', 'JWT not in audience'],
} as const

/** What supabase-js takes as `fetch`. It answers in process, has no address, and whatever happens is a Response. */
export function createGateway(options: GatewayOptions): typeof fetch {
  return async (input, init) => {
    try {
      return await handle(options, new Request(input, init))
    } catch (error) {
      if (error instanceof UnsupportedError) return jsonResponse(501, 'not_supported', error.message)
      // To auth-js a 500 is the end of a session, a database that is away is not.
      if (error instanceof DbError && toRestError(error, 'anon').status === 503) {
        return jsonResponse(503, error.code, error.message)
      }
      options.log(
        `The embedded gateway failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      )
      return jsonResponse(500, 'PGRSTX00', 'The embedded gateway failed')
    }
  }
}

async function handle(options: GatewayOptions, request: Request): Promise<Response> {
  const { db, cache, keys } = options
  const now = (options.now ?? Date.now)()
  const role = readRole(request.headers, keys)
  if (role instanceof Response) return role
  const bearer = /^Bearer\s+(.*)$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? null
  const url = new URL(request.url)
  const [, service = '', path = ''] = /^\/(\w+)\/v1(?:\/(.*))?$/.exec(url.pathname) ?? []
  if (service === 'auth') {
    const issuer = `${url.origin}/auth/v1`
    const isService = role === 'service_role'
    return handleAuth({ db, now, keys: keys.signing, issuer, request, url, path, isService, bearer })
  }
  if (service !== 'rest' && service !== 'storage') throw new UnsupportedError(OTHER_SERVICES[service] ?? 'service')
  const claims = readClaims(bearer, role, keys, now)
  if (claims instanceof Response) return claims
  const name = decodePath(path)
  if (name === null) return jsonResponse(400, 'PGRST125', 'Invalid path specified in request URL')
  if (service === 'storage') {
    return handleStorage({ db, files: options.files ?? new ChunkStore(db), request, claims }, name)
  }
  return handleRest({ db, cache, request, url, claims }, name)
}

function decodePath(path: string): string | null {
  try {
    return decodeURIComponent(path)
  } catch {
    return null
  }
}

function readRole(headers: Headers, keys: ApiKeys): 'anon' | 'service_role' | Response {
  const apikey = headers.get('apikey')
  if (apikey === null) return jsonResponse(401, null, 'No API key found in request')
  if (isSame(apikey, keys.serviceKey)) return 'service_role'
  return isSame(apikey, keys.anonKey) ? 'anon' : jsonResponse(401, null, 'Invalid API key')
}

/** A user's token says what it claims; without one, or with the key again in its place, the role is the key's. */
function readClaims(bearer: string | null, role: Claims['role'], keys: Keys, now: number): Claims | Response {
  if (bearer === null || bearer.startsWith('sb_')) return { role }
  const verdict = verifyAccessToken(bearer, keys.signing, now)
  if (verdict.ok) return { ...verdict.claims, role: 'authenticated' }
  const [code, message] = TOKEN_REFUSALS[verdict.reason]
  return jsonResponse(401, code, message, {
    'WWW-Authenticate': `Bearer error="invalid_token", error_description="${message}"`,
  })
}

function isSame(given: string, key: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(key)]
  return left.length === right.length && timingSafeEqual(left, right)
}

function jsonResponse(
  status: number,
  code: string | null,
  message: string,
  headers: Record<string, string> = {},
): Response {
  const body = JSON.stringify({ code, details: null, hint: null, message })
  return new Response(body, { status, headers: { 'Content-Type': 'application/json; charset=utf-8', ...headers } })
}
