import type { DbErrorFields, Statement, TransactionOptions } from './db.ts'
import type { MaintenanceOptions } from './maintenance.ts'

/** What the worker thread is started with. */
export type WorkerOptions = {
  folder: string | null
  fsync: boolean
  template: boolean
  maintenance: MaintenanceOptions
  /** One number in shared memory: the id of the request that was begun last, which is left when the thread is gone. */
  begun: SharedArrayBuffer
}

export type WorkerCall =
  | { kind: 'query'; statement: Statement }
  | { kind: 'transaction'; statements: readonly Statement[]; options: TransactionOptions }
  | { kind: 'stats' }
  | { kind: 'close' }

export type WorkerRequest = WorkerCall & { id: number }

/**
 * Reply 0 says that the engine is open; reply -1 tells of an error in housekeeping. `isBroken`: the error is none that
 * PostgreSQL names, so the engine itself has failed and takes nothing more.
 */
export type WorkerReply = { id: number; value?: unknown; error?: DbErrorFields; isBroken?: true }

export type WorkerStats = { fsyncs: number; checkpoints: number; vacuumed: number }
