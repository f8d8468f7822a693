import type { ClientBase, Connection, Submittable } from 'pg'
import { type Answer, AnswerReader } from './answer.ts'
import type { DbError, Statement } from './db.ts'
import { connectionLost, toDbError } from './pg-error.ts'
import { PreparedStatements } from './prepared-statements.ts'

/**
 * Sends the statements over one connection as one buffer with one Sync. Refusals are in the answer; a lost
 * connection is thrown. Past `limitMs` the connection is cut: the server itself did not keep its time.
 */
export function sendOver(client: ClientBase, statements: readonly Statement[], limitMs?: number): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const batch = new Batch(statements, (answer, error) => {
      clearTimeout(timer)
      if (answer !== null) resolve(answer)
      else reject(error)
    })
    const timer =
      limitMs === undefined
        ? undefined
        : setTimeout(() => {
            batch.settle(null, connectionLost(`the database did not answer within ${limitMs} ms`))
            batch.connection?.stream.destroy()
          }, limitMs)
    client.query(batch)
  })
}

const prepared = new WeakMap<Connection, PreparedStatements>()

function preparedOn(connection: Connection): PreparedStatements {
  const known = prepared.get(connection)
  if (known !== undefined) return known
  const made = new PreparedStatements({
    parse: (text, name) => connection.parse({ text, name, types: [] }, true),
    close: name => (connection as WithClose).close({ type: 'S', name }),
  })
  connection.on('parseComplete', () => made.confirm())
  prepared.set(connection, made)
  return made
}

/** The types of npm `pg` leave it out. */
type WithClose = Connection & { close(what: { type: 'S'; name: string }): void }

type Settle = (answer: Answer | null, error?: DbError) => void

/** What npm `pg` calls a query, reading values as the text they travel as: its own knows types, and one statement. */
class Batch implements Submittable {
  connection: Connection | null = null
  readonly #statements: readonly Statement[]
  readonly #settle: Settle
  readonly #reader = new AnswerReader()
  #isSettled = false

  constructor(statements: readonly Statement[], settle: Settle) {
    this.#statements = statements
    this.#settle = settle
  }

  settle(answer: Answer | null, error?: DbError): void {
    if (this.#isSettled) return
    this.#isSettled = true
    this.#settle(answer, error)
  }

  submit(connection: Connection): void {
    this.connection = connection
    const { stream } = connection
    const [first] = this.#statements
    // A script goes alone, by the simple protocol, which brings its own end.
    if (first?.params === undefined) {
      connection.query(first?.text ?? '')
      return
    }
    const session = preparedOn(connection)
    stream.cork()
    for (const { text, params = [] } of this.#statements) {
      const statement = session.prepare(text)
      connection.bind({ portal: '', statement, values: [...params] }, true)
      connection.describe({ type: 'P', name: '' }, true)
      connection.execute({ portal: '' }, true)
    }
    connection.sync()
    stream.uncork()
  }

  handleRowDescription(message: { fields: { name: string }[] }): void {
    this.#reader.describe(message.fields)
  }

  handleDataRow(message: { fields: (string | null)[] }): void {
    this.#reader.row(message.fields)
  }

  handleCommandComplete(): void {
    this.#reader.complete()
  }

  handleEmptyQuery(): void {
    this.#reader.complete()
  }

  handlePortalSuspended(): void {}

  handleCopyInResponse(connection: { sendCopyFail(reason: string): void }): void {
    connection.sendCopyFail('not from here')
  }

  handleCopyData(): void {}

  /** Of the server, or of the connection itself. */
  handleError(thrown: Error): void {
    const { error, isLost } = toDbError(thrown)
    const { connection } = this
    if (isLost || connection === null) {
      this.settle(null, error)
      return
    }
    const results = this.#reader.results
    const { code, message, detail, hint } = error
    // What follows is not told to us any more, since for `pg` the query ends with its error.
    const ready = ({ status }: { status: string }) => {
      connection.off('end', ended)
      preparedOn(connection).settle()
      this.settle({ results, error: { code, message, detail, hint }, inTransaction: status !== 'I' })
    }
    const ended = () => this.settle(null, connectionLost('the connection ended'))
    connection.once('readyForQuery', ready)
    connection.once('end', ended)
  }

  handleReadyForQuery(): void {
    if (this.connection !== null) preparedOn(this.connection).settle()
    this.settle({ results: this.#reader.results, error: null, inTransaction: false })
  }
}
