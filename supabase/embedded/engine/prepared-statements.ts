import { createHash } from 'node:crypto'
import type { Connection } from 'pg'

/** Kept on the server for each connection; far more than the texts that the app has. */
const most = 200

type WithClose = Connection & { close(what: { type: 'S'; name: string }): void }

const known = new WeakMap<Connection, PreparedStatements>()

/**
 * Which texts the server has parsed on a connection, so that the next time only values travel: parsing and planning
 * cost it more than running a small statement. The server plans again by itself when a table, a role's policies or
 * the search path have changed.
 */
export class PreparedStatements {
  readonly #connection: WithClose
  /** The least recently used first. */
  readonly #names = new Map<string, string>()
  /** Sent to be parsed and not confirmed yet; after an error the server skips what follows. */
  #unconfirmed: string[] = []

  static of(connection: Connection): PreparedStatements {
    let found = known.get(connection)
    if (found === undefined) {
      found = new PreparedStatements(connection)
      known.set(connection, found)
    }
    return found
  }

  private constructor(connection: Connection) {
    this.#connection = connection as WithClose
    connection.on('parseComplete', () => this.#unconfirmed.shift())
  }

  /** The name of the text, which is sent to be parsed where it is new. */
  prepare(text: string): string {
    const name = this.#names.get(text) ?? nameOf(text)
    const isNew = !this.#names.delete(text)
    this.#names.set(text, name)
    if (isNew) {
      this.#connection.parse({ text, name, types: [] }, true)
      this.#unconfirmed.push(text)
    }
    return name
  }

  /** After an answer: forgets what was not parsed, and lets go of the oldest. */
  settle(): void {
    for (const text of this.#unconfirmed) this.#names.delete(text)
    this.#unconfirmed = []
    for (const [text, name] of this.#names) {
      if (this.#names.size <= most) break
      this.#names.delete(text)
      this.#connection.close({ type: 'S', name })
    }
  }
}

/** The same for the same text alone: where a pooler shares sessions, a name can never run another's statement. */
const nameOf = (text: string): string => createHash('sha256').update(text).digest('base64url')
