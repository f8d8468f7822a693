import type { Setting } from './db.ts'

/**
 * So that every server writes times, spans and letters in the same characters, whatever it is set to. Given with each
 * transaction and for it alone, since a pooler between us and the server may give each another session.
 */
export const formats: readonly Setting[] = [
  ['TimeZone', 'UTC'],
  ['DateStyle', 'ISO, MDY'],
  ['IntervalStyle', 'postgres'],
  ['client_encoding', 'UTF8'],
]

/** Of one statement, in milliseconds: its time, half of it for a lock, and the time in which we say nothing. */
export const limits = (capMs: number): Setting[] => [
  ['statement_timeout', String(capMs)],
  ['lock_timeout', String(Math.ceil(capMs / 2))],
  ['idle_in_transaction_session_timeout', String(capMs)],
]

/** The formats as the first command of a script. */
export const formatsScript = `select ${formats.map(([name, value]) => `set_config('${name}', '${value}', true)`).join(', ')}`
