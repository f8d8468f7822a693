import { listAuditDays } from '#app/data/audit.server.ts'
import type { AuditDay } from '#app/domain/audit/audit-day.ts'
import type { Db } from '#app/platform/database.server.ts'

/** What is published of the audit: the last seal of each day, the newest first. */
export async function readAuditDays(db: Db): Promise<{ days: AuditDay[] }> {
  return { days: await listAuditDays(db) }
}
