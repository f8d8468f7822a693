import type { PostgrestError } from '@supabase/supabase-js'

/** Data exceptions and exceeded limits: PostgreSQL's words for them quote the value. */
const quotesValues = /^(22|54)/

/**
 * An error of the database as it may stand in a log: its code, and its words where these name only things of ours.
 * Its details are left out, since they hold the row or the text that was refused.
 */
export function databaseFault({ code, message }: Pick<PostgrestError, 'code' | 'message'>): Error {
  return new Error(quotesValues.test(code) ? code : `${code}: ${message}`)
}
