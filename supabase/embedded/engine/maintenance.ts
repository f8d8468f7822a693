import { runQuery, type Send } from './run-transaction.ts'

export type MaintenanceOptions = {
  /** Write-ahead log that may gather between two checkpoints, in bytes. */
  walBytes: number
  /** Longest time between two checkpoints while something is being written, in milliseconds. */
  checkpointMs: number
  /** Quiet time after the last write before tables are vacuumed, in milliseconds. */
  idleMs: number
  /** How often the timer looks, in milliseconds. */
  tickMs: number
}

export const defaultMaintenance: MaintenanceOptions = {
  walBytes: 32 * 1024 * 1024,
  checkpointMs: 300_000,
  idleMs: 5_000,
  tickMs: 1_000,
}

const statement = (text: string) => ({ text, params: [] })

/**
 * PGlite has no background processes: without this its log never stops growing and dead rows are never removed.
 * `afterWrite` and `step` are called between two transactions, never inside one.
 */
export class Maintenance {
  checkpoints = 0
  vacuumed = 0
  readonly #send: Send
  readonly #options: MaintenanceOptions
  #lastWriteAt = 0
  #lastLookAt = 0
  #lastCheckpointAt = Date.now()
  #isDirtyForCheckpoint = false
  #isDirtyForVacuum = false
  #tables: string[] = []

  constructor(send: Send, options: MaintenanceOptions) {
    this.#send = send
    this.#options = options
  }

  async afterWrite(now: number): Promise<void> {
    this.#lastWriteAt = now
    this.#isDirtyForCheckpoint = true
    this.#isDirtyForVacuum = true
    this.#tables = []
    if (now - this.#lastLookAt >= 250) await this.#checkpointIfDue(now)
  }

  /** One step, at most one table, so that a request never waits for more; true when the next step may follow at once. */
  async step(now: number): Promise<boolean> {
    await this.#checkpointIfDue(now)
    if (now - this.#lastWriteAt < this.#options.idleMs) return false
    if (this.#isDirtyForVacuum) {
      this.#isDirtyForVacuum = false
      this.#tables = await this.#listTables()
    }
    const table = this.#tables.pop()
    if (table === undefined) return false
    await runQuery(this.#send, statement(`vacuum (analyze) ${table}`))
    this.vacuumed += 1
    this.#isDirtyForCheckpoint = true
    return true
  }

  get hasWork(): boolean {
    return this.#isDirtyForCheckpoint || this.#isDirtyForVacuum || this.#tables.length > 0
  }

  async #checkpointIfDue(now: number): Promise<void> {
    if (!this.#isDirtyForCheckpoint) return
    this.#lastLookAt = now
    const isLate = now - this.#lastCheckpointAt >= this.#options.checkpointMs
    if (!isLate && (await this.#walSinceCheckpoint()) < this.#options.walBytes) return
    await runQuery(this.#send, statement('checkpoint'))
    this.checkpoints += 1
    this.#lastCheckpointAt = now
    this.#isDirtyForCheckpoint = false
  }

  async #walSinceCheckpoint(): Promise<number> {
    const text = 'select pg_current_wal_insert_lsn() - redo_lsn as bytes from pg_control_checkpoint()'
    const [row] = await runQuery(this.#send, statement(text))
    return Number(row?.bytes ?? 0)
  }

  /** As autovacuum would choose, with a lower threshold: a tenth of the rows and at least fifty. */
  async #listTables(): Promise<string[]> {
    const text = `select format('%I.%I', schemaname, relname) as name from pg_stat_all_tables
      where schemaname not in ('pg_toast', 'information_schema')
        and greatest(n_dead_tup, n_mod_since_analyze) > 50 + n_live_tup / 10`
    const rows = await runQuery(this.#send, statement(text))
    return rows.map(row => row.name ?? '')
  }
}
