import { type Db, DbError, type Row, type Setting, type Statement } from '../engine/db.ts'
import { UnsupportedError } from '../unsupported.ts'
import { type CallArguments, callQuery, findRoutine } from './call-query.ts'
import { isFilterValue } from './parse-filter.ts'
import { isReservedKey, parseRead, type ReadRequest } from './parse-read.ts'
import { parseNames, parseRows, readJson } from './parse-write.ts'
import { type Preferences, readPreferences, requireExposedSchema } from './preferences.ts'
import { readQuery, rowsInsteadOfOne } from './read-query.ts'
import { respondToError, respondToRead, respondToWrite } from './respond.ts'
import { notOne, RestError, toRestError } from './rest-error.ts'
import { EXPOSED_SCHEMA, type Relation, type SchemaCache } from './schema-cache.ts'
import { type Write, writeQuery } from './write-query.ts'

export type Role = 'anon' | 'authenticated' | 'service_role'
/** Of a user's token, or of a key; as a whole they are what SQL reads in `request.jwt.claims`. */
export type Claims = { role: Role } & Record<string, unknown>

/** Longest time a request may hold the only session: hosted Supabase is stricter for all but service_role. */
const CAP_MS: Record<Role, number> = { anon: 15_000, authenticated: 15_000, service_role: 120_000 }
const WRITES: Record<string, Write['kind']> = { POST: 'insert', PATCH: 'update', DELETE: 'delete' }

type Context = { db: Db; cache: SchemaCache; request: Request; url: URL; claims: Claims }

/** Answers `/rest/v1/<path>` as PostgREST would. */
export async function handleRest(context: Context, path: string): Promise<Response> {
  const { request, claims } = context
  try {
    const isRead = request.method === 'GET' || request.method === 'HEAD'
    requireExposedSchema(request.headers, isRead, EXPOSED_SCHEMA)
    if (path === '') throw new UnsupportedError('description')
    if (path.startsWith('rpc/')) return await handleCall(context, path.slice(4), isRead)
    return isRead ? await handleRead(context, path) : await handleWrite(context, path)
  } catch (error) {
    if (error instanceof RestError) return respondToError(error, request.method)
    const rows = error instanceof DbError ? rowsInsteadOfOne(error) : null
    if (rows !== null) return respondToError(notOne(rows), request.method)
    if (error instanceof DbError) return respondToError(toRestError(error, claims.role), request.method)
    throw error
  }
}

async function handleRead(context: Context, name: string): Promise<Response> {
  const { cache, request, url } = context
  const preferences = readPreferences(request.headers)
  const read = withRangeHeader(parseRead(url.searchParams), request.headers)
  const statement = readQuery(
    findRelation(cache, name),
    read,
    preferences.isCounted,
    preferences.isSingle ? 'one' : 'list',
  )
  const row = await run(context, statement, true)
  return respondToRead(row, read.offset, { method: request.method, isSingle: preferences.isSingle })
}

async function handleWrite(context: Context, name: string): Promise<Response> {
  const { cache, request, url } = context
  const kind = WRITES[request.method]
  if (kind === undefined) throw new UnsupportedError('method', request.method)
  const preferences = readPreferences(request.headers)
  const { isSingle, isCounted, isReturned } = preferences
  const read = parseRead(url.searchParams)
  if (read.limit !== null || read.offset !== 0 || read.order.length > 0) throw new UnsupportedError('limitedWrite')
  const write = await readWrite(kind, context, preferences)
  const body = isReturned ? (isSingle ? 'only' : 'list') : isSingle ? 'onlyNone' : 'none'
  const statement = writeQuery(findRelation(cache, name), write, { ...read, isCounted, body })
  const row = await run(context, statement, false)
  return respondToWrite(row, { method: request.method, isSingle, hasBody: isReturned })
}

async function readWrite(
  kind: Write['kind'],
  { request, url }: Context,
  { resolution, isDefaulted }: Preferences,
): Promise<Write> {
  if (kind === 'delete') return { kind }
  const rows = parseRows(await readJson(request), url.searchParams.get('columns'))
  if (kind === 'update') return { kind, rows }
  const target = url.searchParams.get('on_conflict')
  const columns = target === null || target === '' ? null : parseNames('on_conflict parameter', target)
  return { kind, rows, isDefaulted, clash: resolution && { resolution, columns } }
}

function findRelation(cache: SchemaCache, name: string): Relation {
  const relation = cache.relations.get(name)
  if (relation !== undefined) return relation
  const message = `Could not find the table '${EXPOSED_SCHEMA}.${name}' in the schema cache`
  throw new RestError(404, { code: 'PGRST205', message })
}

async function handleCall(context: Context, name: string, isRead: boolean): Promise<Response> {
  const { cache, request, url } = context
  if (!isRead && request.method !== 'POST') {
    throw new RestError(405, { code: 'PGRST101', message: `Cannot use the ${request.method} method on RPC` })
  }
  const preferences = readPreferences(request.headers)
  const { args, query } = isRead ? splitQuery(url) : { args: await readArguments(request), query: url.searchParams }
  const read = withRangeHeader(parseRead(query), request.headers)
  const routine = findRoutine(cache.routines.get(name) ?? [], name, args)
  if (routine.args.some(argument => argument.isVariadic)) throw new UnsupportedError('variadic')
  const readOnly = isRead || routine.volatility !== 'v'
  const one = preferences.isSingle ? (readOnly ? 'one' : 'only') : null
  const statement = callQuery(routine, args, read, preferences.isCounted, one)
  const row = await run(context, statement, readOnly)
  if (routine.returns === 'void') return new Response(null, { status: 204 })
  return respondToRead(row, read.offset, { method: request.method, isSingle: preferences.isSingle })
}

/** In the address of a call, a value that starts like a filter is one; anything else is an argument. */
function splitQuery(url: URL): { args: CallArguments; query: [string, string][] } {
  const texts = new Map<string, string>()
  const query: [string, string][] = []
  for (const [key, value] of url.searchParams) {
    if (isReservedKey(key) || isFilterValue(value)) query.push([key, value])
    else texts.set(key, value)
  }
  return { args: { kind: 'texts', texts }, query }
}

/** The arguments of a call; no body at all is a call without any. */
async function readArguments(request: Request): Promise<CallArguments> {
  const { text, value } = await readJson(request)
  if (text === '') return { kind: 'json', text: '{}', names: [] }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new UnsupportedError('singleObject')
  return { kind: 'json', text, names: Object.keys(value) }
}

function withRangeHeader(read: ReadRequest, headers: Headers): ReadRequest {
  const found = /^(\d+)-(\d*)$/.exec(headers.get('range') ?? '')
  if (found === null || read.limit !== null || read.offset !== 0) return read
  const [, from = '0', to = ''] = found
  return { ...read, offset: Number(from), limit: to === '' ? null : Number(to) - Number(from) + 1 }
}

async function run({ db, request, url, claims }: Context, statement: Statement, readOnly: boolean): Promise<Row> {
  const settings: Setting[] = [
    ['search_path', `"${EXPOSED_SCHEMA}", "public", "extensions"`],
    ['role', claims.role],
    ['request.jwt.claims', JSON.stringify(claims)],
    ['request.method', request.method],
    ['request.path', url.pathname],
    ['request.headers', JSON.stringify(publicHeaders(request.headers))],
  ]
  const [rows] = await db.transaction([statement], { readOnly, settings, capMs: CAP_MS[claims.role] })
  return rows?.[0] ?? {}
}

/** Functions may read the request's headers, but not the keys in them. */
function publicHeaders(headers: Headers): Record<string, string> {
  const hidden = new Set(['apikey', 'authorization', 'cookie'])
  return Object.fromEntries([...headers].filter(([name]) => !hidden.has(name)))
}
