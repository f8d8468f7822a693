import { type Db, DbError, type Row, type Statement } from '../engine/db.ts'
import { UnsupportedError } from '../unsupported.ts'
import { type CallArguments, callQuery, findRoutine } from './call-query.ts'
import { isFilterValue } from './parse-filter.ts'
import { parseRead, type ReadRequest } from './parse-read.ts'
import { readPreferences, requireExposedSchema } from './preferences.ts'
import { readQuery } from './read-query.ts'
import { RestError, toRestError } from './rest-error.ts'
import { EXPOSED_SCHEMA, type SchemaCache } from './schema-cache.ts'

export type Role = 'anon' | 'authenticated' | 'service_role'
/** Of a user's token, or of a key; as a whole they are what SQL reads in `request.jwt.claims`. */
export type Claims = { role: Role } & Record<string, unknown>

/** Longest time a request may hold the only session: hosted Supabase is stricter for all but service_role. */
const CAP_MS: Record<Role, number> = { anon: 15_000, authenticated: 15_000, service_role: 120_000 }
const RESERVED_KEYS: ReadonlySet<string> = new Set([
  'select',
  'order',
  'limit',
  'offset',
  'and',
  'or',
  'not.and',
  'not.or',
  'columns',
  'on_conflict',
])

type Context = { db: Db; cache: SchemaCache; request: Request; url: URL; claims: Claims }

/** Answers `/rest/v1/<path>` as PostgREST would. */
export async function handleRest(context: Context, path: string): Promise<Response> {
  const { request, claims } = context
  try {
    const isRead = request.method === 'GET' || request.method === 'HEAD'
    requireExposedSchema(request.headers, isRead, EXPOSED_SCHEMA)
    if (path === '') throw new UnsupportedError('description')
    if (path.startsWith('rpc/')) return await handleCall(context, path.slice(4), isRead)
    if (!isRead) throw new UnsupportedError('write')
    return await handleRead(context, path)
  } catch (error) {
    if (error instanceof RestError) return errorResponse(error, request)
    if (error instanceof DbError) return errorResponse(toRestError(error, claims.role), request)
    throw error
  }
}

async function handleRead(context: Context, name: string): Promise<Response> {
  const { cache, request, url } = context
  const preferences = readPreferences(request.headers)
  const read = withRangeHeader(parseRead(url.searchParams), request.headers)
  const relation = cache.relations.get(name)
  if (relation === undefined) {
    const message = `Could not find the table '${EXPOSED_SCHEMA}.${name}' in the schema cache`
    throw new RestError(404, { code: 'PGRST205', message })
  }
  const statement = readQuery(relation, read, preferences.isCounted, preferences.isSingle ? 'one' : 'list')
  const row = await run(context, statement, { readOnly: true, keepIf: undefined })
  return respond(context, row, read, preferences.isSingle)
}

async function handleCall(context: Context, name: string, isRead: boolean): Promise<Response> {
  const { cache, request, url } = context
  if (!isRead && request.method !== 'POST') {
    throw new RestError(405, { code: 'PGRST101', message: `Cannot use the ${request.method} method on RPC` })
  }
  const preferences = readPreferences(request.headers)
  const { args, query } = isRead ? splitQuery(url) : { args: await readBody(request), query: url.searchParams }
  const read = withRangeHeader(parseRead(query), request.headers)
  const routine = findRoutine(cache.routines.get(name) ?? [], name, args)
  if (routine.args.some(argument => argument.isVariadic)) throw new UnsupportedError('variadic')
  const statement = callQuery(routine, args, read, preferences.isCounted, preferences.isSingle)
  const readOnly = isRead || routine.volatility !== 'v'
  const keepIf = preferences.isSingle && !readOnly ? 'is_single' : undefined
  const row = await run(context, statement, { readOnly, keepIf })
  if (routine.returns === 'void') return new Response(null, { status: 204 })
  return respond(context, row, read, preferences.isSingle)
}

/** In the address of a call, a value that starts like a filter is one; anything else is an argument. */
function splitQuery(url: URL): { args: CallArguments; query: [string, string][] } {
  const texts = new Map<string, string>()
  const query: [string, string][] = []
  for (const [key, value] of url.searchParams) {
    if (RESERVED_KEYS.has(key) || isFilterValue(value)) query.push([key, value])
    else texts.set(key, value)
  }
  return { args: { kind: 'texts', texts }, query }
}

async function readBody(request: Request): Promise<CallArguments> {
  const type = request.headers.get('content-type') ?? 'application/json'
  if (!/^application\/json\s*(;|$)/i.test(type)) throw new UnsupportedError('bodyType', type)
  const text = (await request.text()) || '{}'
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    throw new RestError(400, { code: 'PGRST102', message: 'Empty or invalid json' })
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new UnsupportedError('singleObject')
  return { kind: 'json', text, names: Object.keys(body) }
}

function withRangeHeader(read: ReadRequest, headers: Headers): ReadRequest {
  const found = /^(\d+)-(\d*)$/.exec(headers.get('range') ?? '')
  if (found === null || read.limit !== null || read.offset !== 0) return read
  const [, from = '0', to = ''] = found
  return { ...read, offset: Number(from), limit: to === '' ? null : Number(to) - Number(from) + 1 }
}

async function run(
  { db, request, url, claims }: Context,
  statement: Statement,
  { readOnly, keepIf }: { readOnly: boolean; keepIf: string | undefined },
): Promise<Row> {
  const settings: [string, string][] = [
    ['search_path', `"${EXPOSED_SCHEMA}", "public", "extensions"`],
    ['role', claims.role],
    ['request.jwt.claims', JSON.stringify(claims)],
    ['request.method', request.method],
    ['request.path', url.pathname],
    ['request.headers', JSON.stringify(publicHeaders(request.headers))],
  ]
  const configure = {
    text: `select ${settings.map((_, index) => `set_config($${index * 2 + 1}, $${index * 2 + 2}, true)`).join(', ')}`,
    params: settings.flat(),
  }
  const options = { readOnly, capMs: CAP_MS[claims.role], ...(keepIf === undefined ? {} : { keepIf }) }
  const results = await db.transaction([configure, statement], options)
  return results[1]?.[0] ?? {}
}

/** Functions may read the request's headers, but not the keys in them. */
function publicHeaders(headers: Headers): Record<string, string> {
  const hidden = new Set(['apikey', 'authorization', 'cookie'])
  return Object.fromEntries([...headers].filter(([name]) => !hidden.has(name)))
}

function respond({ request }: Context, row: Row, read: ReadRequest, isSingle: boolean): Response {
  const rows = Number(row.rows)
  if (isSingle && rows !== 1) {
    throw new RestError(406, {
      code: 'PGRST116',
      message: 'Cannot coerce the result to a single JSON object',
      details: `The result contains ${rows} rows`,
    })
  }
  const total = row.total == null ? null : Number(row.total)
  const headers = new Headers({
    'Content-Type': `application/${isSingle ? 'vnd.pgrst.object+json' : 'json'}; charset=utf-8`,
    'Content-Range': contentRange(read.offset, rows, total),
  })
  if (total !== null && read.offset > total) {
    const details = `An offset of ${read.offset} was requested, but there are only ${total} rows.`
    throw new RestError(416, { code: 'PGRST103', message: 'Requested range not satisfiable', details })
  }
  for (const pair of JSON.parse(row.headers ?? '[]') as Record<string, string>[]) {
    for (const [name, value] of Object.entries(pair)) headers.append(name, value)
  }
  const status = row.status == null ? (total !== null && rows < total ? 206 : 200) : Number(row.status)
  return new Response(request.method === 'HEAD' ? null : row.body, { status, headers })
}

function contentRange(offset: number, rows: number, total: number | null): string {
  const range = total !== 0 && rows > 0 ? `${offset}-${offset + rows - 1}` : '*'
  return `${range}/${total ?? '*'}`
}

function errorResponse(error: RestError, request: Request): Response {
  const headers = { 'Content-Type': 'application/json; charset=utf-8', ...error.headers }
  return new Response(request.method === 'HEAD' ? null : JSON.stringify(error.body), { status: error.status, headers })
}
