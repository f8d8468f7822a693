import { listRequestsOf } from '#app/data/support-requests.server.ts'
import type { SupportRequest } from '#app/domain/needs/support-request.ts'
import type { Db } from '#app/platform/database.server.ts'

/** The needs of an organisation for its members, the newest first. */
export const readOwnRequests = (db: Db, organisationId: string): Promise<SupportRequest[]> =>
  listRequestsOf(db, organisationId)
