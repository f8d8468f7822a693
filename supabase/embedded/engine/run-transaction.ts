import type { PGlite } from '@electric-sql/pglite'
import { DbError, type Row, type Statement, type TransactionOptions } from './db.ts'
import { type Answer, send } from './wire.ts'

const command = (text: string): Statement => ({ text, params: [] })

/** Runs the statements in one transaction on the only session there is; it is never left open. */
export async function runTransaction(
  pg: PGlite,
  statements: readonly Statement[],
  { readOnly = false, keepIf }: TransactionOptions,
): Promise<Row[][]> {
  const begin = command(readOnly ? 'begin read only' : 'begin')
  const hasScript = statements.some(statement => statement.params === undefined)
  if (!hasScript && keepIf === undefined) {
    const answer = await send(pg, [begin, ...statements, command('commit')])
    return (await settle(pg, answer)).slice(1, -1)
  }
  await settle(pg, await send(pg, [begin]))
  const results: Row[][] = []
  for (const statement of statements) {
    const commands = await settle(pg, await send(pg, [statement]))
    results.push(commands.at(-1) ?? [])
  }
  const isKept = keepIf === undefined || results.at(-1)?.[0]?.[keepIf] !== 'f'
  await settle(pg, await send(pg, [command(isKept ? 'commit' : 'rollback')]))
  return results
}

/** One command outside any explicit transaction. */
export async function runQuery(pg: PGlite, statement: Statement): Promise<Row[]> {
  const results = await settle(pg, await send(pg, [statement]))
  return results.at(-1) ?? []
}

async function settle(pg: PGlite, answer: Answer): Promise<Row[][]> {
  if (answer.error === null) return answer.results
  if (answer.inTransaction) await send(pg, [command('rollback')])
  throw new DbError(answer.error)
}
