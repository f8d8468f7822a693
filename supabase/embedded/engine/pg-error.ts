import { DbError } from './db.ts'

/** SQLSTATEs after which the session is gone: the server stopped, was told to end it, or waited too long for us. */
const ended = new Set(['57P01', '57P02', '57P03', '57P05', '25P03', '25P04'])

/** SQLSTATE class 08, connection exception. */
export const connectionLost = (message: string): DbError =>
  new DbError({ code: '08006', message, detail: null, hint: null })

/** No connection is free: class 53, insufficient resources. */
export const poolExhausted = (): DbError =>
  new DbError({ code: '53300', message: 'no connection to the database is free', detail: null, hint: null })

type Thrown = Error & { code?: string; severity?: string; detail?: string; hint?: string }

/** What went wrong on an open connection; `isLost` when nothing more can be sent over it. */
export function toDbError(error: Thrown): { error: DbError; isLost: boolean } {
  // Only what PostgreSQL itself says has a severity; the rest is of the socket.
  if (error.severity === undefined) return { error: connectionLost(error.message), isLost: true }
  const fields = { message: error.message, detail: error.detail ?? null, hint: error.hint ?? null }
  const code = error.code ?? 'XX000'
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
  return new DbError({ code: '08001', message: `${error.message}${code}`, detail: null, hint: null })
}

/** The words of npm `pg-pool` for a wait that took too long; it gives no code. */
const POOL_TIMEOUT = 'timeout exceeded when trying to connect'
