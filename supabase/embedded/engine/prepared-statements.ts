import { createHash } from 'node:crypto'

/** Kept by the server for each session; far more than the texts that the app has. */
const most = 200

/** How a session is told. */
type Teller = { parse(text: string, name: string): void; close(name: string): void }

/**
 * Which texts the server has parsed in a session, so that the next time only values travel: parsing and planning
 * cost it more than running a small statement. The server plans again by itself when a table, a role's policies or
 * the search path have changed.
 */
export class PreparedStatements {
  readonly #teller: Teller
  /** The least recently used first. */
  readonly #names = new Map<string, string>()
  /** Sent to be parsed and not confirmed yet; after an error the server skips what follows. */
  #unconfirmed: string[] = []

  constructor(teller: Teller) {
    this.#teller = teller
  }

  /** The name of the text, which is sent to be parsed where it is new. */
  prepare(text: string): string {
    const name = this.#names.get(text) ?? nameOf(text)
    const isNew = !this.#names.delete(text)
    this.#names.set(text, name)
    if (isNew) {
      this.#teller.parse(text, name)
      this.#unconfirmed.push(text)
    }
    return name
  }

  /** The server says that it has parsed one. */
  confirm(): void {
    this.#unconfirmed.shift()
  }

  /** After an answer: forgets what was not parsed, and lets go of the oldest past `kept`. */
  settle(kept = most): void {
    for (const text of this.#unconfirmed) this.#names.delete(text)
    this.#unconfirmed = []
    for (const [text, name] of this.#names) {
      if (this.#names.size <= kept) break
      this.#names.delete(text)
      this.#teller.close(name)
    }
  }
}

/** The same for the same text alone: where a pooler shares sessions, a name can never run another's statement. */
const nameOf = (text: string): string => createHash('sha256').update(text).digest('base64url')
