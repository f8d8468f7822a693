/**
 * What the gateway asks of a database. Two engines answer it: PGlite in a worker thread, and any PostgreSQL.
 * Values travel as PostgreSQL's text form in both directions, so both engines give the same characters.
 */

/** One command with parameters; without `params` a script of several commands that takes none. */
export type Statement = { text: string; params?: readonly (string | null)[] }

export type Row = Record<string, string | null>

export type Setting = readonly [name: string, value: string]

export type TransactionOptions = {
  readOnly?: boolean
  /** Names and values of settings that hold for this transaction alone, from before its first statement. */
  settings?: readonly Setting[]
  /** A boolean column of the last statement: when its first row says false, everything is rolled back, rows are kept. */
  keepIf?: string
  /** Longest time the whole transaction may take, in milliseconds; no limit when left out. */
  capMs?: number
}

export interface Db {
  /** One command in a transaction of its own. */
  query(text: string, params?: readonly (string | null)[]): Promise<Row[]>
  /** Several statements, all or nothing, in one trip; the rows of each. Nothing else runs in between. */
  transaction(statements: readonly Statement[], options?: TransactionOptions): Promise<Row[][]>
  close(): Promise<void>
}

export type DbErrorFields = { code: string; message: string; detail: string | null; hint: string | null }

/** What PostgreSQL refused, with its SQLSTATE. */
export class DbError extends Error {
  override name = 'DbError'
  readonly code: string
  readonly detail: string | null
  readonly hint: string | null

  constructor(fields: DbErrorFields) {
    super(fields.message)
    this.code = fields.code
    this.detail = fields.detail
    this.hint = fields.hint
  }
}
