import type { MyOrganisation } from '#app/data/memberships.server.ts'
import { listMyOrganisations } from '#app/data/memberships.server.ts'
import { findRequest } from '#app/data/support-requests.server.ts'
import { isOpenRequest, type SupportRequest } from '#app/domain/needs/support-request.ts'
import type { Db } from '#app/platform/database.server.ts'

/** An open need of an organisation that the reader edits; to anybody else there is no such page. */
export async function requireOwnRequest(
  db: Db,
  ref: string | undefined,
): Promise<{ need: SupportRequest; organisation: MyOrganisation }> {
  const [need, mine] = await Promise.all([findRequest(db, ref ?? ''), listMyOrganisations(db)])
  const organisation = mine.find(
    ({ id, role }) => id === need?.organisationId && (role === 'owner' || role === 'editor'),
  )
  if (need === null || organisation === undefined || !isOpenRequest(need)) throw new Response(null, { status: 404 })
  return { need, organisation }
}
