import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { type Db, DbError, type Row, type Statement, type TransactionOptions } from './db.ts'
import { toConnectError } from './pg-error.ts'
import { sendOver } from './pg-send.ts'
import { formats, formatsScript, limits } from './pg-settings.ts'
import { runQuery, runTransaction, type Send, settle } from './run-transaction.ts'

export type PgOptions = {
  url: string
  /** Most connections at once. */
  pool?: number
  /** Longest wait for a free connection or a new one, in milliseconds. */
  waitMs?: number
  log?: (line: string) => void
}

const defaultPool = 10
/** Below a second, so that who cannot be served is told so within one. */
const defaultWaitMs = 750
/** The same for work that nobody looks at while it runs. */
const patientWaitMs = 15_000
/** How long past its cap the server may take to say that it ended a statement, in milliseconds. */
const graceMs = 1_000

export function openPg(options: PgOptions): PgDb {
  return new PgDb(options)
}

/** Any PostgreSQL, over a bounded number of connections. A lost one is replaced by the next request that needs it. */
export class PgDb implements Db {
  readonly #config: pg.PoolConfig
  readonly #waitMs: number
  #patient = 0
  readonly #pool: pg.Pool
  /** For the question whether the database answers, which must get through when the pool is busy. */
  readonly #aside: pg.Pool

  constructor({ url, pool = defaultPool, waitMs = defaultWaitMs, log = () => {} }: PgOptions) {
    const config: pg.PoolConfig = {
      connectionString: url,
      connectionTimeoutMillis: waitMs,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
      idleTimeoutMillis: 60_000,
      application_name: 'imarika',
    }
    this.#config = config
    this.#waitMs = waitMs
    this.#pool = new pg.Pool({ ...config, max: pool })
    this.#aside = new pg.Pool({ ...config, max: 1 })
    for (const each of [this.#pool, this.#aside]) {
      each.on('error', error => log(`A connection to the database ended: ${error.message}`))
      // The request that uses the connection learns of its end by itself.
      each.on('connect', client => client.on('error', () => {}))
    }
  }

  async query(text: string, params?: readonly (string | null)[]): Promise<Row[]> {
    if (params !== undefined) return (await this.transaction([{ text, params }]))[0] ?? []
    // A script is one message with its own transaction, so the settings are part of it.
    const script = { text: `${formatsScript};${text}` }
    return this.#use(this.#pool, client => runQuery(statements => sendOver(client, statements), script))
  }

  async transaction(statements: readonly Statement[], options: TransactionOptions = {}): Promise<Row[][]> {
    const { capMs } = options
    const limitMs = capMs === undefined ? undefined : capMs + graceMs
    const run = () =>
      this.#use(this.#pool, client => {
        const send: Send = each => sendOver(client, each, limitMs)
        const settings = [...formats, ...(capMs === undefined ? [] : limits(capMs)), ...(options.settings ?? [])]
        return runTransaction(send, statements, { ...options, settings })
      })
    const started = performance.now()
    try {
      return await run()
    } catch (error) {
      // What only reads may be asked again: the connection may have been dead before we sent anything.
      const isQuick = performance.now() - started < graceMs
      const isSafe = isStale(error) || (isLost(error) && options.readOnly && isQuick)
      if (isSafe) return run()
      throw error
    }
  }

  /** Throws when the database does not answer in time; it needs no free connection of the pool. */
  async ping(): Promise<void> {
    await this.#use(this.#aside, client =>
      runQuery(statements => sendOver(client, statements, graceMs), { text: 'select 1', params: [] }),
    )
  }

  /**
   * Throws where a pooler gives the next transaction of a connection another session, in which what was prepared is
   * missing. The text is one that no session has seen, since those of the pooler may know ours from before.
   */
  async requireOwnSessions(): Promise<void> {
    const probe = { text: `select 1 as "${randomUUID()}"`, params: [] }
    await this.#use(this.#pool, async client => {
      const send: Send = statements => sendOver(client, statements, patientWaitMs)
      await runQuery(send, probe)
      const other = await this.#connectOne()
      try {
        // A pooler hands out first the session that came back last, so this one holds what knows the text.
        await settle(each => sendOver(other, each, patientWaitMs), [{ text: 'begin', params: [] }])
        await runQuery(send, probe)
      } finally {
        await other.end().catch(() => {})
      }
    })
  }

  /**
   * Runs `work` while no other process does, nor call in this one, that gives the same number on this database. It
   * has a connection of its own, whose end is the end of the lock, so that a killed process leaves none behind. While
   * it runs a busy server is waited for.
   */
  async alone<Value>(lock: number, work: () => Promise<Value>): Promise<Value> {
    const client = await this.#connectOne()
    const send: Send = statements => sendOver(client, statements)
    try {
      await settle(send, [
        { text: 'begin', params: [] },
        { text: "select set_config('idle_in_transaction_session_timeout', '0', true)", params: [] },
        { text: 'select pg_advisory_xact_lock($1)', params: [String(lock)] },
      ])
      this.#setPatience(1)
      return await work().finally(() => this.#setPatience(-1))
    } finally {
      await client.end().catch(() => {})
    }
  }

  /** A connection besides those of the pools, for which a busy server is waited for. */
  async #connectOne(): Promise<pg.Client> {
    const client = new pg.Client({ ...this.#config, connectionTimeoutMillis: patientWaitMs })
    client.on('error', () => {})
    await client.connect().catch(error => {
      throw toConnectError(error)
    })
    return client
  }

  #setPatience(more: 1 | -1): void {
    this.#patient += more
    this.#pool.options.connectionTimeoutMillis = this.#patient > 0 ? patientWaitMs : this.#waitMs
  }

  async close(): Promise<void> {
    await Promise.all([this.#pool.end(), this.#aside.end()])
  }

  async #use<Value>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<Value>): Promise<Value> {
    const client = await pool.connect().catch(error => {
      throw toConnectError(error)
    })
    let isUsable = false
    try {
      const value = await work(client)
      isUsable = true
      return value
    } catch (error) {
      isUsable = error instanceof DbError && !isLost(error) && !isStale(error)
      throw error
    } finally {
      client.release(!isUsable)
    }
  }
}

const hasCode = (error: unknown, ...codes: string[]) => error instanceof DbError && codes.includes(error.code)

const isLost = (error: unknown): boolean => hasCode(error, '08006', '57P01')

/**
 * A statement that was prepared on the connection fits its tables no more, or is not there: nothing of the
 * transaction was kept, and on another connection it is prepared anew.
 */
const isStale = (error: unknown): boolean =>
  hasCode(error, '26000') || (hasCode(error, '0A000') && /cached plan/.test((error as DbError).message))
