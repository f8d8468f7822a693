import type { DbError } from '../engine/db.ts'

export type RestErrorBody = { code: string | null; message: string; details: unknown; hint: unknown }

/** An answer in PostgREST's words: HTTP status, code, and always all four keys. */
export class RestError extends Error {
  override name = 'RestError'
  readonly status: number
  readonly body: RestErrorBody
  readonly headers: Record<string, string>

  constructor(
    status: number,
    body: Partial<RestErrorBody> & { message: string },
    headers: Record<string, string> = {},
  ) {
    super(body.message)
    this.status = status
    this.body = {
      code: body.code ?? null,
      message: body.message,
      details: body.details ?? null,
      hint: body.hint ?? null,
    }
    this.headers = headers
  }
}

export const parseError = (what: string, text: string): RestError =>
  new RestError(400, { code: 'PGRST100', message: `"failed to parse ${what} (${text})" (line 1, column 1)` })

/** Exactly one row was asked for. */
export const notOne = (rows: number | string): RestError =>
  new RestError(406, {
    code: 'PGRST116',
    message: 'Cannot coerce the result to a single JSON object',
    details: `The result contains ${rows} rows`,
  })

const STATUS_BY_CODE: Record<string, number> = {
  '23505': 409,
  '23503': 409,
  '25006': 405,
  '42883': 404,
  '42P01': 404,
  '42P17': 500,
  '53400': 500,
  '57P01': 503,
  P0001: 400,
}

const STATUS_BY_CLASS: Record<string, number> = {
  '08': 503,
  '53': 503,
  '0L': 403,
  '0P': 403,
  '28': 403,
  '09': 500,
  '25': 500,
  '2D': 500,
  '38': 500,
  '39': 500,
  '3B': 500,
  '40': 500,
  '54': 500,
  '55': 500,
  '57': 500,
  '58': 500,
  F0: 500,
  HV: 500,
  P0: 500,
  XX: 500,
}

/** What a refusal of PostgreSQL means over HTTP. A missing right is 401 for anon: signing in may give it. */
export function toRestError(error: DbError, role: string): RestError {
  const body = { code: error.code, message: error.message, details: error.detail, hint: error.hint }
  if (error.code === '42501') {
    const isAnon = role === 'anon'
    return new RestError(isAnon ? 401 : 403, body, isAnon ? { 'WWW-Authenticate': 'Bearer' } : {})
  }
  if (error.code === 'PGRST') return fromRaisedJson(error) ?? new RestError(500, body)
  const raisedStatus = /^PT(\d{3})$/.exec(error.code)?.[1]
  if (raisedStatus !== undefined) return new RestError(Number(raisedStatus), body)
  return new RestError(STATUS_BY_CODE[error.code] ?? STATUS_BY_CLASS[error.code.slice(0, 2)] ?? 400, body)
}

/** `raise sqlstate 'PGRST'` carries the error's JSON as message and status and headers as detail. */
function fromRaisedJson(error: DbError): RestError | null {
  try {
    const body = JSON.parse(error.message)
    const detail = JSON.parse(error.detail ?? '')
    if (typeof body.code !== 'string' || typeof body.message !== 'string' || !Number.isInteger(detail.status))
      return null
    return new RestError(detail.status, body, detail.headers ?? {})
  } catch {
    return null
  }
}
