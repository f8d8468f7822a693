import type { PostgrestError } from '@supabase/supabase-js'
import { databaseAway } from '#app/platform/database-away.server.ts'

/** Data exceptions and exceeded limits: PostgreSQL's words for them quote the value. */
const quotesValues = /^(22|54)/

/**
 * No connection, no room or no connection free, a statement that was ended, a server that stops or starts: it passes,
 * and nothing in the request caused it. A Supabase that cannot be reached has no code of PostgreSQL's.
 */
const isAway = ({ code, message }: Fault) => /^(08|53|57)/.test(code) || /fetch failed/.test(message)

type Fault = Pick<PostgrestError, 'code' | 'message'>

/**
 * An error of the database as it may stand in a log: its code, and its words where these name only things of ours.
 * Its details are left out, since they hold the row or the text that was refused.
 * While the database is away it is an answer, which the page of errors shows as such.
 */
export function databaseFault(fault: Fault): Error | Response {
  const { code, message } = fault
  const words = quotesValues.test(code) ? code : `${code}: ${message}`
  if (!isAway(fault)) return new Error(words)
  console.warn(`The database is away: ${words}`)
  return databaseAway()
}
