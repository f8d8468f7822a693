import type { DbErrorFields, Statement, TransactionOptions } from './db.ts'
import type { MaintenanceOptions } from './maintenance.ts'

/** What the worker thread is started with. */
export type WorkerOptions = {
  folder: string | null
  fsync: boolean
  template: boolean
  maintenance: MaintenanceOptions
}

export type WorkerCall =
  | { kind: 'query'; statement: Statement }
  | { kind: 'transaction'; statements: readonly Statement[]; options: TransactionOptions }
  | { kind: 'stats' }
  | { kind: 'close' }

export type WorkerRequest = WorkerCall & { id: number }

/** Reply 0 says that the engine is open; reply -1 tells of an error in housekeeping. */
export type WorkerReply = { id: number; value?: unknown; error?: DbErrorFields }

export type WorkerStats = { fsyncs: number; checkpoints: number; vacuumed: number }
