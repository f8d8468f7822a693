import { type PGlite, protocol } from '@electric-sql/pglite'
import { type Answer, AnswerReader, type ErrorMessage } from './answer.ts'
import type { Statement } from './db.ts'

type BackendMessage = Awaited<ReturnType<PGlite['execProtocolStream']>>[number]
type Named = BackendMessage & ErrorMessage & { fields?: unknown[]; status?: string }

/**
 * Sends all statements as one buffer with one Sync, so that a request costs one call into the engine; a statement
 * after a failed one is skipped by PostgreSQL itself.
 */
export async function send(pg: PGlite, statements: readonly Statement[]): Promise<Answer> {
  const { serialize } = protocol
  const parts: Uint8Array[] = []
  for (const { text, params } of statements) {
    if (params === undefined) parts.push(serialize.query(text))
    else {
      parts.push(serialize.parse({ text }), serialize.bind({ values: [...params] }))
      parts.push(serialize.describe({ type: 'P' }), serialize.execute())
    }
  }
  parts.push(serialize.sync())
  const messages = await pg.execProtocolStream(Buffer.concat(parts), { throwOnError: false, syncToFs: false })
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
