import { type PGlite, protocol } from '@electric-sql/pglite'
import { type Answer, AnswerReader, type ErrorMessage } from './answer.ts'
import type { Statement } from './db.ts'
import { PreparedStatements } from './prepared-statements.ts'

type BackendMessage = Awaited<ReturnType<PGlite['execProtocolStream']>>[number]
type Named = BackendMessage & ErrorMessage & { fields?: unknown[]; status?: string }

/** Messages that wait for the next buffer, and what the only session has parsed. */
type Session = { parts: Uint8Array[]; prepared: PreparedStatements }

const sessions = new WeakMap<PGlite, Session>()

function sessionOf(pg: PGlite): Session {
  const known = sessions.get(pg)
  if (known !== undefined) return known
  const parts: Uint8Array[] = []
  const prepared = new PreparedStatements({
    parse: (text, name) => parts.push(protocol.serialize.parse({ text, name })),
    close: name => parts.push(protocol.serialize.close({ type: 'S', name })),
  })
  const made = { parts, prepared }
  sessions.set(pg, made)
  return made
}

/**
 * Sends all statements as one buffer with one Sync, so that a request costs one call into the engine; a statement
 * after a failed one is skipped by PostgreSQL itself.
 */
export async function send(pg: PGlite, statements: readonly Statement[]): Promise<Answer> {
  const { serialize } = protocol
  const { parts, prepared } = sessionOf(pg)
  for (const { text, params } of statements) {
    if (params === undefined) parts.push(serialize.query(text))
    else {
      const statement = prepared.prepare(text)
      parts.push(serialize.bind({ statement, values: [...params] }))
      parts.push(serialize.describe({ type: 'P' }), serialize.execute())
    }
  }
  parts.push(serialize.sync())
  const buffer = Buffer.concat(parts.splice(0))
  const messages = await pg.execProtocolStream(buffer, { throwOnError: false, syncToFs: false })
  for (const message of messages) if (message.name === 'parseComplete') prepared.confirm()
  // A script may have changed tables, after which their statements fit no more.
  const hasScript = statements.some(({ params }) => params === undefined)
  prepared.settle(hasScript ? 0 : undefined)
  return readAnswer(messages)
}

function readAnswer(messages: readonly BackendMessage[]): Answer {
  const reader = new AnswerReader()
  let inTransaction = false
  for (const message of messages as readonly Named[]) {
    switch (message.name) {
      case 'rowDescription':
        reader.describe(message.fields as { name: string }[])
        break
      case 'dataRow':
        reader.row(message.fields as (string | null)[])
        break
      case 'commandComplete':
      case 'emptyQuery':
        reader.complete()
        break
      case 'error':
        reader.fail(message)
        break
      case 'readyForQuery':
        inTransaction = message.status !== 'I'
        break
    }
  }
  return { results: reader.results, error: reader.error, inTransaction }
}
