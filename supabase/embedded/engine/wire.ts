import { type PGlite, protocol } from '@electric-sql/pglite'
import type { DbErrorFields, Row, Statement } from './db.ts'

type BackendMessage = Awaited<ReturnType<PGlite['execProtocolStream']>>[number]
type Named = BackendMessage & {
  fields?: unknown[]
  status?: string
  message?: string
  code?: string
  detail?: string
  hint?: string
}

/** What came back for one buffer of protocol messages: rows per command, the first error, the transaction's state. */
export type Answer = { results: Row[][]; error: DbErrorFields | null; inTransaction: boolean }

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
  const results: Row[][] = []
  let error: DbErrorFields | null = null
  let inTransaction = false
  let names: string[] = []
  let rows: Row[] = []
  for (const message of messages as readonly Named[]) {
    switch (message.name) {
      case 'rowDescription':
        names = (message.fields as { name: string }[]).map(field => field.name)
        break
      case 'dataRow':
        rows.push(toRow(names, message.fields as (string | null)[]))
        break
      case 'commandComplete':
      case 'emptyQuery':
        results.push(rows)
        rows = []
        break
      case 'error':
        error ??= toErrorFields(message)
        break
      case 'readyForQuery':
        inTransaction = message.status !== 'I'
        break
    }
  }
  return { results, error, inTransaction }
}

function toRow(names: readonly string[], values: readonly (string | null)[]): Row {
  const row: Row = {}
  for (const [index, name] of names.entries()) row[name] = values[index] ?? null
  return row
}

function toErrorFields(error: Named): DbErrorFields {
  return {
    code: error.code ?? 'XX000',
    message: error.message ?? '',
    detail: error.detail ?? null,
    hint: error.hint ?? null,
  }
}
