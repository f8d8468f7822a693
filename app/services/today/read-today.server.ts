import { randomUUID } from 'node:crypto'
import { listAllCommitments, listInventedCommitments } from '#app/data/commitments.server.ts'
import { playsInDemonstration } from '#app/data/demonstration.server.ts'
import { listMyOrganisations, listMyPlatformRoles } from '#app/data/memberships.server.ts'
import {
  countUnread,
  findMailCopy,
  listNotifications,
  listTasks,
  listWatched,
  type NotificationKey,
} from '#app/data/today.server.ts'
import { countsOf } from '#app/domain/commitments/counts-of.ts'
import { measureTotals } from '#app/domain/commitments/measure-totals.ts'
import { overviewKinds } from '#app/domain/today/overview.ts'
import type { Db } from '#app/platform/database.server.ts'
import { listBegun } from './list-begun.server.ts'

/** What waits for the reader, how much of what they were told is unread, and what they could do else. */
export async function readToday(db: Db) {
  const [tasks, unread, organisations, roles, begun] = await Promise.all([
    listTasks(db),
    countUnread(db),
    listMyOrganisations(db),
    listMyPlatformRoles(db),
    listBegun(db),
  ])
  return { tasks, unread, hasOrganisation: organisations.length > 0, roles, begun }
}

/** Most rows of a group on the page of what waits; the longest waiting are those that are shown. */
const mostWatched = 20

/**
 * What a coordinator watches, by what it is, the longest waiting first, each with a key for the act beside it; and what
 * was promised and proven in their world.
 */
export async function readOverview(db: Db) {
  const isDemonstration = await playsInDemonstration(db)
  const [all, commitments] = await Promise.all([
    listWatched(db),
    isDemonstration ? listInventedCommitments(db) : listAllCommitments(db),
  ])
  const groups = overviewKinds
    .map(kind => {
      const rows = all.filter(row => row.kind === kind)
      return {
        kind,
        total: rows.length,
        rows: rows.slice(0, mostWatched).map(row => ({ ...row, actKey: randomUUID() })),
      }
    })
    .filter(({ total }) => total > 0)
  return { groups, isDemonstration, counts: countsOf(commitments), totals: measureTotals(commitments) }
}

const pageSize = 25

/** A page of what the reader was told; `nextKey` leads to the one before it in time. */
export async function readNotifications(db: Db, after: NotificationKey | null) {
  const rows = await listNotifications(db, { after, limit: pageSize + 1 })
  const page = rows.slice(0, pageSize)
  const last = page.at(-1)
  return { rows: page, nextKey: rows.length > pageSize && last ? `${last.createdAt}_${last.id}` : null }
}

/** When the reader wants copies by mail, and whether any are sent: the addresses of the demonstration are nobody's. */
export async function readMailCopy(db: Db) {
  const [mailCopy, plays] = await Promise.all([findMailCopy(db), playsInDemonstration(db)])
  return { mailCopy, getsCopies: !plays }
}
