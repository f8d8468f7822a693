import type { Db } from './database.server.ts'

export type MailWorkerOptions = {
  db: Db
  /** Null: nothing is sent, and what waits can be read on the outbox page. */
  smtpUrl: string | null
  mailFrom: string
  publicUrl: string
  now: () => Date
  log: (line: string) => void
  pollMs?: number
}

export type MailWorker = {
  /** Something may have been queued: look now rather than at the next turn. Costs one query for many calls at once. */
  wake(): void
  /** Ends after the mail that is being sent. */
  stop(): Promise<void>
}
