import { randomUUID } from 'node:crypto'
import { listMyOrganisations, listMyPlatformRoles } from '#app/data/memberships.server.ts'
import {
  countUnread,
  findMailCopy,
  listNotifications,
  listTasks,
  listWatched,
  type NotificationKey,
} from '#app/data/today.server.ts'
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

/** What a coordinator watches, by what it is, each with a key for the act beside it. */
export async function readOverview(db: Db) {
  const all = await listWatched(db)
  return overviewKinds
    .map(kind => ({ kind, rows: all.filter(row => row.kind === kind).map(row => ({ ...row, actKey: randomUUID() })) }))
    .filter(({ rows }) => rows.length > 0)
}

const pageSize = 25

/** A page of what the reader was told; `nextKey` leads to the one before it in time. */
export async function readNotifications(db: Db, after: NotificationKey | null) {
  const rows = await listNotifications(db, { after, limit: pageSize + 1 })
  const page = rows.slice(0, pageSize)
  const last = page.at(-1)
  return { rows: page, nextKey: rows.length > pageSize && last ? `${last.createdAt}_${last.id}` : null }
}

/** When the reader wants copies by mail. */
export const readMailCopy = findMailCopy
