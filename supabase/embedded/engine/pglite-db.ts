import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { type Db, DbError, type Row, type Statement, type TransactionOptions } from './db.ts'
import { defaultMaintenance, type MaintenanceOptions } from './maintenance.ts'
import type { WorkerCall, WorkerOptions, WorkerReply, WorkerStats } from './worker-messages.ts'

export type PgliteOptions = {
  /** The folder of the database itself, or null for one in memory. */
  folder: string | null
  fsync?: boolean
  /** Starts a new database from a kept copy of an empty one; always so in memory. */
  template?: boolean
  maintenance?: Partial<MaintenanceOptions>
  log?: (line: string) => void
}

type Pending = {
  capMs: number | undefined
  resolve: (value: unknown) => void
  reject: (error: Error) => void
}

/** PostgreSQL's own code and words for a statement that took too long. */
const timedOut = () =>
  new DbError({ code: '57014', message: 'canceling statement due to statement timeout', detail: null, hint: null })

/** Opens PGlite in a worker thread, so that no query, however heavy, holds up the thread that answers requests. */
export async function openPglite(options: PgliteOptions): Promise<PgliteDb> {
  const workerOptions: WorkerOptions = {
    folder: options.folder,
    fsync: options.fsync ?? true,
    template: options.template ?? options.folder === null,
    maintenance: { ...defaultMaintenance, ...options.maintenance },
  }
  const db = new PgliteDb(workerOptions, options.log ?? (() => {}))
  await db.start()
  return db
}

export class PgliteDb implements Db {
  readonly #options: WorkerOptions
  readonly #log: (line: string) => void
  /** In the order sent, which is the order run: the first one is what the worker is busy with. */
  readonly #pending = new Map<number, Pending>()
  #worker: Worker | null = null
  #starting: Promise<void> = Promise.resolve()
  #capTimer: NodeJS.Timeout | undefined
  #nextId = 1

  constructor(options: WorkerOptions, log: (line: string) => void) {
    this.#options = options
    this.#log = log
  }

  async start(): Promise<void> {
    const worker = new Worker(new URL('./pglite-worker.ts', import.meta.url), {
      workerData: this.#options,
      execArgv: [],
    })
    const ended = once(worker, 'exit').then(() => {
      throw new Error('The database thread ended while it was opening')
    })
    await Promise.race([once(worker, 'message'), ended])
    ended.catch(() => {})
    worker.on('message', (reply: WorkerReply) => this.#onReply(reply))
    worker.on('error', error => this.#onLost(worker, error))
    worker.on('exit', () => this.#onLost(worker, new Error('The database thread has ended')))
    worker.unref()
    this.#worker = worker
  }

  query(text: string, params?: readonly (string | null)[]): Promise<Row[]> {
    return this.#call({ kind: 'query', statement: params === undefined ? { text } : { text, params } }) as Promise<
      Row[]
    >
  }

  transaction(statements: readonly Statement[], options: TransactionOptions = {}): Promise<Row[][]> {
    return this.#call({ kind: 'transaction', statements, options }, options.capMs) as Promise<Row[][]>
  }

  /** Whether there is a thread that takes requests: false while one that was lost cannot be started again. */
  get isOpen(): boolean {
    return this.#worker !== null
  }

  stats(): Promise<WorkerStats> {
    return this.#call({ kind: 'stats' }) as Promise<WorkerStats>
  }

  async close(): Promise<void> {
    await this.#starting
    if (this.#worker === null) return
    await this.#call({ kind: 'close' })
    const worker = this.#worker
    this.#worker = null
    await worker.terminate()
  }

  async #call(call: WorkerCall, capMs?: number): Promise<unknown> {
    await this.#starting
    const worker = this.#worker
    if (worker === null) throw new Error('The database is closed')
    const id = this.#nextId++
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { capMs, resolve, reject })
      if (this.#pending.size === 1) {
        worker.ref()
        this.#watchFirst()
      }
      worker.postMessage({ ...call, id })
    })
  }

  #onReply(reply: WorkerReply): void {
    if (reply.id === -1) this.#log(`Database housekeeping failed: ${reply.error?.message}`)
    const pending = this.#pending.get(reply.id)
    if (pending === undefined) return
    this.#pending.delete(reply.id)
    this.#watchFirst()
    if (this.#pending.size === 0) this.#worker?.unref()
    if (reply.error) pending.reject(new DbError(reply.error))
    else pending.resolve(reply.value)
  }

  /** PGlite cannot cancel a statement: past its cap the whole thread is ended and the folder opened again. */
  #watchFirst(): void {
    clearTimeout(this.#capTimer)
    const first = this.#pending.values().next().value
    // What is only in memory would be lost with the thread.
    if (first?.capMs === undefined || this.#options.folder === null) return
    this.#capTimer = setTimeout(
      () => this.#replace(`a statement ran longer than ${first.capMs} ms`, timedOut()),
      first.capMs,
    )
  }

  #onLost(worker: Worker, error: Error): void {
    if (this.#worker === worker) this.#replace(error.message, error)
  }

  /** Gives up the thread and everything in flight; what was committed is read back from the folder. */
  #replace(reason: string, error: Error): void {
    this.#log(`The database thread is started again: ${reason}`)
    const worker = this.#worker
    this.#worker = null
    clearTimeout(this.#capTimer)
    const restart = async () => {
      await worker?.terminate()
      for (const pending of this.#pending.values()) pending.reject(error)
      this.#pending.clear()
      if (this.#options.folder !== null) await this.start()
    }
    this.#starting = restart().catch(failure => this.#log(`The database could not be opened again: ${failure}`))
  }
}
