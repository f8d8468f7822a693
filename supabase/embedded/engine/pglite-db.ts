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
  call: WorkerCall
  capMs: number | undefined
  resolve: (value: unknown) => void
  reject: (error: Error) => void
}

const noDetail = { detail: null, hint: null }

/** PostgreSQL's own code and words for a statement that took too long. */
const timedOut = () =>
  new DbError({ code: '57014', message: 'canceling statement due to statement timeout', ...noDetail })

/** PostgreSQL's code for a session that ended under the request. */
const lost = (message: string) => new DbError({ code: '57P01', message, ...noDetail })

/** Between two tries to open the folder again, in milliseconds. */
const retryMs = { first: 100, most: 5_000 }

/** Opens PGlite in a worker thread, so that no query, however heavy, holds up the thread that answers requests. */
export async function openPglite(options: PgliteOptions): Promise<PgliteDb> {
  const workerOptions: WorkerOptions = {
    folder: options.folder,
    fsync: options.fsync ?? true,
    template: options.template ?? options.folder === null,
    maintenance: { ...defaultMaintenance, ...options.maintenance },
    begun: new SharedArrayBuffer(BigInt64Array.BYTES_PER_ELEMENT),
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
  #isClosed = false
  /** Set while a lost thread is replaced; calls wait for it. */
  #replacing: Promise<void> | null = null
  #retryTimer: NodeJS.Timeout | undefined
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
    try {
      await Promise.race([once(worker, 'message'), ended])
    } catch (error) {
      await worker.terminate()
      throw error
    } finally {
      ended.catch(() => {})
    }
    worker.on('message', (reply: WorkerReply) => this.#onReply(worker, reply))
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
    await this.#replacing
    clearTimeout(this.#retryTimer)
    if (this.#isClosed) return
    try {
      if (this.#worker !== null) await this.#call({ kind: 'close' })
    } finally {
      this.#isClosed = true
      const worker = this.#worker
      this.#worker = null
      await worker?.terminate()
    }
  }

  async #call(call: WorkerCall, capMs?: number): Promise<unknown> {
    await this.#replacing
    if (this.#isClosed) throw new Error('The database is closed')
    if (this.#worker === null) throw lost('The database could not be opened again')
    return new Promise((resolve, reject) => {
      this.#send(this.#nextId++, { call, capMs, resolve, reject })
    })
  }

  #send(id: number, pending: Pending): void {
    this.#pending.set(id, pending)
    if (this.#pending.size === 1) {
      this.#worker?.ref()
      this.#watchFirst()
    }
    this.#worker?.postMessage({ ...pending.call, id })
  }

  #onReply(worker: Worker, reply: WorkerReply): void {
    if (reply.id === -1) this.#log(`Database housekeeping failed: ${reply.error?.message}`)
    const pending = this.#pending.get(reply.id)
    if (pending === undefined) return
    this.#pending.delete(reply.id)
    this.#watchFirst()
    if (this.#pending.size === 0) worker.unref()
    if (!reply.error) pending.resolve(reply.value)
    else if (!reply.isBroken) pending.reject(new DbError(reply.error))
    else {
      pending.reject(lost(reply.error.message))
      this.#onLost(worker, new Error(reply.error.message))
    }
  }

  /** PGlite cannot cancel a statement: past its cap the whole thread is ended and the folder opened again. */
  #watchFirst(): void {
    clearTimeout(this.#capTimer)
    const first = this.#pending.values().next().value
    // What is only in memory would be lost with the thread.
    if (first?.capMs === undefined || this.#options.folder === null) return
    this.#capTimer = setTimeout(
      () => this.#replace(`a statement ran longer than ${first.capMs} ms`, timedOut(), first),
      first.capMs,
    )
  }

  #onLost(worker: Worker, error: Error): void {
    if (this.#worker === worker) this.#replace(error.message, lost(error.message))
  }

  /** Gives up the thread, what was begun in it and `late`; what was committed is read back from the folder. */
  #replace(reason: string, error: DbError, late?: Pending): void {
    this.#log(`The database thread is started again: ${reason}`)
    const worker = this.#worker
    this.#worker = null
    clearTimeout(this.#capTimer)
    this.#replacing = this.#takeOver(worker, error, late).finally(() => {
      this.#replacing = null
    })
  }

  async #takeOver(worker: Worker | null, error: DbError, late?: Pending): Promise<void> {
    await worker?.terminate()
    const begun = Atomics.load(new BigInt64Array(this.#options.begun), 0)
    const unbegun: [number, Pending][] = []
    for (const [id, pending] of this.#pending) {
      if (pending === late || id <= begun) pending.reject(error)
      else unbegun.push([id, pending])
    }
    this.#pending.clear()
    if (await this.#reopen(retryMs.first)) for (const [id, pending] of unbegun) this.#send(id, pending)
    else for (const [, { reject }] of unbegun) reject(lost('The database could not be opened again'))
  }

  /** Tries until it succeeds, since a full disk or a spent memory passes; false where the first try failed. */
  async #reopen(nextMs: number): Promise<boolean> {
    // What was in memory is lost.
    if (this.#options.folder === null) return false
    try {
      await this.start()
      return true
    } catch (failure) {
      const again = `tried again in ${nextMs} ms`
      this.#log(
        `The database could not be opened again (${again}): ${failure instanceof Error ? failure.message : failure}`,
      )
      this.#retryTimer = setTimeout(() => {
        this.#replacing = this.#reopen(Math.min(nextMs * 2, retryMs.most)).then(isOpen => {
          this.#replacing = null
          if (isOpen) this.#log('The database is open again')
        })
      }, nextMs)
      this.#retryTimer.unref()
      return false
    }
  }
}
