import type { DbErrorFields, Row } from './db.ts'

/** What came back for one buffer of statements: rows per command, the first error, the transaction's state. */
export type Answer = { results: Row[][]; error: DbErrorFields | null; inTransaction: boolean }

/** The part of PostgreSQL's error message (protocol 3.0, section 54.8) that travels on. */
export type ErrorMessage = {
  message?: string | undefined
  code?: string | undefined
  detail?: string | undefined
  hint?: string | undefined
}

/** Gathers the messages of one answer; both engines speak the same protocol and hand them on in the same shape. */
export class AnswerReader {
  readonly results: Row[][] = []
  error: DbErrorFields | null = null
  #names: string[] = []
  #rows: Row[] = []

  describe(fields: readonly { name: string }[]): void {
    this.#names = fields.map(field => field.name)
  }

  row(values: readonly (string | null)[]): void {
    const row: Row = {}
    for (const [index, name] of this.#names.entries()) row[name] = values[index] ?? null
    this.#rows.push(row)
  }

  complete(): void {
    this.results.push(this.#rows)
    this.#rows = []
  }

  fail(error: ErrorMessage): void {
    this.error ??= {
      code: error.code ?? 'XX000',
      message: error.message ?? '',
      detail: error.detail ?? null,
      hint: error.hint ?? null,
    }
  }
}
