import { listMyOrganisations, type MemberRole, type MyOrganisation } from '#app/data/memberships.server.ts'
import type { Db } from '#app/platform/database.server.ts'

/**
 * The organisation of an address, for a reader who acts for it in one of the roles; to anybody else there is no such
 * page.
 */
export async function requireMyOrganisation(
  db: Db,
  ref: string | undefined,
  roles: readonly MemberRole[] = ['owner', 'editor', 'reviewer', 'viewer'],
): Promise<MyOrganisation> {
  const mine = (await listMyOrganisations(db)).find(organisation => organisation.ref === ref)
  if (mine === undefined || !roles.includes(mine.role)) throw new Response(null, { status: 404 })
  return mine
}
