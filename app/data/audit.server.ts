import { z } from 'zod'
import type { AuditDay } from '#app/domain/audit/audit-day.ts'
import type { Db } from '#app/platform/database.server.ts'
import { databaseFault } from './database-fault.ts'
import { readAll } from './read-all.ts'
import { isoDate } from './rows.ts'

const auditDay: z.ZodType<AuditDay> = z.object({
  day: isoDate,
  position: z.number(),
  at: z.string(),
  seals: z.number(),
  heads: z.number(),
  hash: z.string(),
})

/** The last seal of each day, the newest first. */
export function listAuditDays(db: Db): Promise<AuditDay[]> {
  return readAll(
    before => {
      const days = db.rpc('audit_days').order('day', { ascending: false }).limit(1000)
      return before === null ? days : days.lt('day', before)
    },
    row => auditDay.parse(row),
    ({ day }) => day,
  )
}

/** Seals the chains of the audit that grew since the last seal; nothing where none did. */
export async function sealAudit(db: Db): Promise<void> {
  const { error } = await db.rpc('seal_audit')
  if (error) throw databaseFault(error)
}
