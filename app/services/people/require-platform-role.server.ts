import { listMyPlatformRoles } from '#app/data/memberships.server.ts'
import type { Db } from '#app/platform/database.server.ts'

/** For whoever has the role; to anybody else there is no such page. */
export async function requirePlatformRole(db: Db, role: 'coordinator' | 'verifier' | 'admin'): Promise<void> {
  if (!(await listMyPlatformRoles(db)).includes(role)) throw new Response(null, { status: 404 })
}
