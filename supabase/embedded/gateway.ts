import { timingSafeEqual } from 'node:crypto'
import type { Db } from './engine/db.ts'
import type { ApiKeys, Keys } from './keys.ts'
import { type Claims, handleRest } from './rest/rest-handler.ts'
import type { SchemaCache } from './rest/schema-cache.ts'
import { UnsupportedError, type UnsupportedFeature } from './unsupported.ts'

export type GatewayOptions = { db: Db; cache: SchemaCache; keys: Keys; log: (line: string) => void }

const OTHER_SERVICES: Record<string, UnsupportedFeature> = {
  auth: 'auth',
  storage: 'storage',
  functions: 'functions',
  graphql: 'graphql',
  realtime: 'realtime',
}

/** What supabase-js takes as `fetch`. It answers in process, has no address, and whatever happens is a Response. */
export function createGateway(options: GatewayOptions): typeof fetch {
  return async (input, init) => {
    try {
      return await handle(options, new Request(input, init))
    } catch (error) {
      if (error instanceof UnsupportedError) return jsonResponse(501, 'not_supported', error.message)
      options.log(
        `The embedded gateway failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      )
      return jsonResponse(500, 'PGRSTX00', 'The embedded gateway failed')
    }
  }
}

async function handle({ db, cache, keys }: GatewayOptions, request: Request): Promise<Response> {
  const claims = readClaims(request.headers, keys)
  if (claims instanceof Response) return claims
  const url = new URL(request.url)
  const [, service = '', path = ''] = /^\/(\w+)\/v1(?:\/(.*))?$/.exec(url.pathname) ?? []
  if (service !== 'rest') throw new UnsupportedError(OTHER_SERVICES[service] ?? 'service')
  const name = decodePath(path)
  if (name === null) return jsonResponse(400, 'PGRST125', 'Invalid path specified in request URL')
  return handleRest({ db, cache, request, url, claims }, name)
}

function decodePath(path: string): string | null {
  try {
    return decodeURIComponent(path)
  } catch {
    return null
  }
}

/** The role of the key; the bearer is the key again, or a user's token, and no user tokens are given out yet. */
function readClaims(headers: Headers, keys: ApiKeys): Claims | Response {
  const apikey = headers.get('apikey')
  if (apikey === null) return jsonResponse(401, null, 'No API key found in request')
  const isService = isSame(apikey, keys.serviceKey)
  if (!isService && !isSame(apikey, keys.anonKey)) return jsonResponse(401, null, 'Invalid API key')
  const bearer = /^Bearer\s+(.*)$/i.exec(headers.get('authorization') ?? '')?.[1]
  if (bearer !== undefined && !bearer.startsWith('sb_')) {
    return jsonResponse(401, 'PGRST301', 'JWSError JWSInvalidSignature', { 'WWW-Authenticate': 'Bearer' })
  }
  return { role: isService ? 'service_role' : 'anon' }
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
