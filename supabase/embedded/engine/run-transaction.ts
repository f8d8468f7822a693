import type { Answer } from './answer.ts'
import { DbError, type Row, type Setting, type Statement, type TransactionOptions } from './db.ts'

/** Sends statements to one session of PostgreSQL in one trip. */
export type Send = (statements: readonly Statement[]) => Promise<Answer>

const command = (text: string): Statement => ({ text, params: [] })

/**
 * Runs the statements in one transaction of the session, in one trip where none is a script; it is never left open.
 */
export async function runTransaction(
  send: Send,
  statements: readonly Statement[],
  { readOnly = false, keepIf, settings = [] }: TransactionOptions,
): Promise<Row[][]> {
  const begin = command(readOnly ? 'begin read only' : 'begin')
  const opening = settings.length === 0 ? [begin] : [begin, configure(settings)]
  const hasScript = statements.some(statement => statement.params === undefined)
  if (!hasScript && keepIf === undefined) {
    const results = await settle(send, [...opening, ...statements, command('commit')])
    return results.slice(opening.length, -1)
  }
  const results = hasScript
    ? await runOneByOne(send, opening, statements)
    : (await settle(send, [...opening, ...statements])).slice(opening.length)
  const isKept = keepIf === undefined || results.at(-1)?.[0]?.[keepIf] !== 'f'
  await settle(send, [command(isKept ? 'commit' : 'rollback')])
  return results
}

/** One value comes back, whatever their number; arguments are evaluated from left to right. */
function configure(settings: readonly Setting[]): Statement {
  const calls = settings.map((_, index) => `set_config($${index * 2 + 1}, $${index * 2 + 2}, true)`)
  return { text: `select num_nulls(${calls.join(', ')})`, params: settings.flat() }
}

/** One command, or one script, outside any explicit transaction. */
export async function runQuery(send: Send, statement: Statement): Promise<Row[]> {
  const results = await settle(send, [statement])
  return results.at(-1) ?? []
}

/** A script has as many answers as commands in it, of which the last counts. */
async function runOneByOne(
  send: Send,
  opening: readonly Statement[],
  statements: readonly Statement[],
): Promise<Row[][]> {
  await settle(send, opening)
  const results: Row[][] = []
  for (const statement of statements) {
    const commands = await settle(send, [statement])
    results.push(commands.at(-1) ?? [])
  }
  return results
}

/** The rows of each statement; what was refused is thrown, and the transaction it stood in ended. */
export async function settle(send: Send, statements: readonly Statement[]): Promise<Row[][]> {
  const answer = await send(statements)
  if (answer.error === null) return answer.results
  if (answer.inTransaction) await send([command('rollback')])
  throw new DbError(answer.error)
}
