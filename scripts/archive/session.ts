import pg from 'pg'
import type { Row } from '#embedded/engine/db.ts'
import { toConnectError } from '#embedded/engine/pg-error.ts'
import { sendOver } from '#embedded/engine/pg-send.ts'
import { type Send, settle } from '#embedded/engine/run-transaction.ts'

/**
 * One session of a database, in which a transaction may stay open over many calls. A PGlite that nobody else uses is
 * one by itself. Values travel as PostgreSQL's text. After an error the transaction is gone, and nothing may follow.
 */
export type Session = {
  query(text: string, params?: readonly (string | null)[]): Promise<Row[]>
  close(): Promise<void>
}

/** A connection of its own to a PostgreSQL, besides those of any pool. */
export async function openPgSession(url: string): Promise<Session> {
  const client = new pg.Client({ connectionString: url, application_name: 'imarika archive', keepAlive: true })
  // Told by the query that meets it.
  client.on('error', () => {})
  await client.connect().catch(error => {
    throw toConnectError(error)
  })
  const send: Send = statements => sendOver(client, statements)
  return {
    query: async (text, params = []) => (await settle(send, [{ text, params }])).at(-1) ?? [],
    close: () => client.end().catch(() => {}),
  }
}

/**
 * For the open transaction: values in the same characters whatever the server's own settings, names in full, rows
 * that row-level security would hide refused instead of left out, and no limit but on the wait for a lock.
 */
export async function settleSession(session: Session): Promise<void> {
  const settings = {
    TimeZone: 'UTC',
    DateStyle: 'ISO, MDY',
    IntervalStyle: 'postgres',
    bytea_output: 'hex',
    extra_float_digits: '1',
    search_path: '',
    row_security: 'off',
    statement_timeout: '0',
    idle_in_transaction_session_timeout: '0',
    lock_timeout: '10s',
  }
  const calls = Object.keys(settings).map((_, n) => `set_config($${2 * n + 1}, $${2 * n + 2}, true)`)
  await session.query(`select ${calls.join(', ')}`, Object.entries(settings).flat())
}
