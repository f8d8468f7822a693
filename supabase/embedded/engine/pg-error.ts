import { DbError } from './db.ts'

/** SQLSTATEs after which the session is gone: the server stopped, was told to end it, or waited too long for us. */
const ended = new Set(['57P01', '57P02', '57P03', '57P05', '25P03', '25P04'])

/** SQLSTATE class 08, connection exception. */
export const connectionLost = (message: string): DbError =>
  new DbError({ code: '08006', message, detail: null, hint: null })

/** No connection is free: class 53, insufficient resources. */
export const poolExhausted = (): DbError =>
  new DbError({ code: '53300', message: 'no connection to the database is free', detail: null, hint: null })

/** A statement that was prepared is not there, or one that was not is: sessions are changed under us. */
const swapped = new Set(['26000', '42P05'])

const SWAPPED =
  'a pooler in front of the database gives each transaction another session. ' +
  'Let it pool by session, or keep prepared statements (PgBouncer from 1.21: max_prepared_statements).'

type Thrown = Error & { code?: string; severity?: string; detail?: string; hint?: string }

/** What went wrong on an open connection; `isLost` when nothing more can be sent over it. */
export function toDbError(error: Thrown): { error: DbError; isLost: boolean } {
  // Only what PostgreSQL itself says has a severity; the rest is of the socket.
  if (error.severity === undefined) return { error: connectionLost(error.message), isLost: true }
  const fields = { message: error.message, detail: error.detail ?? null, hint: error.hint ?? null }
  const code = error.code ?? 'XX000'
  if (swapped.has(code)) return { error: new DbError({ code, ...fields, message: SWAPPED }), isLost: false }
  if (ended.has(code)) return { error: new DbError({ code: '57P01', ...fields }), isLost: true }
  return { error: new DbError({ code, ...fields }), isLost: error.severity === 'FATAL' || error.severity === 'PANIC' }
}

/**
 * What went wrong before there was a connection. For whoever waits the database is away, whatever the reason: it is
 * starting, its password was changed, its address is wrong. Too many connections stay what they are.
 */
export function toConnectError(error: Thrown): DbError {
  if (error.message === POOL_TIMEOUT) return poolExhausted()
  if (error.code?.startsWith('53')) return toDbError(error).error
  const code = error.code === undefined || error.message.includes(error.code) ? '' : ` (${error.code})`
  const words = unknownAuthority.has(error.code ?? '') ? UNKNOWN_AUTHORITY : error.message
  return new DbError({ code: '08001', message: `${words}${code}`, detail: null, hint: null })
}

/** Node's codes for a certificate that leads to none it trusts; its own words advise on Node's options. */
const unknownAuthority = new Set([
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
])
const UNKNOWN_AUTHORITY = 'its certificate is of no known authority; sslrootcert names the file of yours'

/** The words of npm `pg-pool` for a wait that took too long; it gives no code. */
const POOL_TIMEOUT = 'timeout exceeded when trying to connect'
