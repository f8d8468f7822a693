import { z } from 'zod'
import { type Notification, notificationKinds } from '#app/domain/today/notification.ts'
import { overviewKinds, type Watched } from '#app/domain/today/overview.ts'
import { type Task, taskKinds } from '#app/domain/today/task.ts'
import type { Db } from '#app/platform/database.server.ts'
import { outcomeFrom, toldFigures } from '#app/schemas/told-figures.ts'
import { databaseFault } from './database-fault.ts'
import { rowsOf } from './read-all.ts'
import { organisationLink, sourceText } from './rows.ts'

/** Numbers of the database come as text where they may be larger than a number of JSON holds. */
const about = {
  quantity: z.coerce.number().nullable(),
  measure: z.string().nullable(),
}

const amountOf = ({ quantity, measure }: { quantity: number | null; measure: string | null }) =>
  quantity === null || measure === null ? null : { quantity, measure }

const task = z
  .object({
    ...about,
    who: organisationLink.nullable(),
    kind: z.enum(taskKinds),
    subject_ref: z.string(),
    title: sourceText,
    organisation: organisationLink.nullable(),
    since: z.string(),
    due: z.string().nullable(),
    version: z.number(),
  })
  .transform(({ subject_ref, quantity, measure, ...same }) => ({
    ...same,
    ref: subject_ref,
    amount: amountOf({ quantity, measure }),
  }))

/** What waits for the reader, the most pressing first. */
export async function listTasks(db: Db): Promise<Task[]> {
  return (await rowsOf(db.rpc('my_tasks'))).map(row => task.parse(row))
}

/** How many things wait for the reader. */
export async function countTasks(db: Db): Promise<number> {
  const { data, error } = await db.rpc('count_my_tasks')
  if (error) throw databaseFault(error)
  return z.number().parse(data)
}

const watched = z
  .object({
    ...about,
    kind: z.enum(overviewKinds),
    subject_ref: z.string(),
    title: sourceText,
    since: z.string(),
    due: z.string().nullable(),
    version: z.number(),
    doer: organisationLink.nullable(),
    author: organisationLink.nullable(),
  })
  .transform(({ subject_ref, quantity, measure, ...same }) => ({
    ...same,
    ref: subject_ref,
    amount: amountOf({ quantity, measure }),
  }))

/** What a coordinator watches. */
export async function listWatched(db: Db): Promise<Watched[]> {
  return (await rowsOf(db.rpc('overview'))).map(row => watched.parse(row))
}

const toldData = z.object({
  organisation: z.string(),
  lang: z.string(),
  title: z.string().nullish(),
  title_lang: z.string().nullish(),
  own: z.string().nullish(),
  ...toldFigures,
})

const notification = z
  .object({
    id: z.string(),
    kind: z.enum(notificationKinds),
    subject_kind: z.string(),
    subject_ref: z.string(),
    data: toldData,
    created_at: z.string(),
    read_at: z.string().nullable(),
  })
  .transform(({ id, kind, subject_kind, subject_ref, data, created_at, read_at }) => ({
    id,
    ...toldFrom({ kind, subject_kind, subject_ref, data }),
    createdAt: created_at,
    isRead: read_at !== null,
  }))

function toldFrom({
  kind,
  subject_kind,
  subject_ref,
  data: { organisation, lang, title, title_lang, own, ...rest },
}: {
  kind: (typeof notificationKinds)[number]
  subject_kind: string
  subject_ref: string
  data: z.output<typeof toldData>
}) {
  return {
    kind,
    subjectKind: subject_kind,
    subjectRef: subject_ref,
    who: { text: organisation, lang },
    title: title ? { text: title, lang: title_lang ?? 'und' } : null,
    own: own ?? null,
    ...outcomeFrom(rest),
  }
}

/** Where a page begins: behind one notification of the page before; several can share an instant. */
export type NotificationKey = { createdAt: string; id: string }

/** A page of what the reader was told, the newest first. */
export async function listNotifications(
  db: Db,
  { after, limit }: { after: NotificationKey | null; limit: number },
): Promise<Notification[]> {
  const page = db
    .from('notifications')
    .select('id, kind, subject_kind, subject_ref, data, created_at, read_at')
    .order('created_at', { ascending: false })
    .order('id')
    .limit(limit)
  const rows =
    after === null
      ? page
      : page.or(`created_at.lt.${after.createdAt},and(created_at.eq.${after.createdAt},id.gt.${after.id})`)
  return (await rowsOf(rows)).map(row => notification.parse(row))
}

export async function countUnread(db: Db): Promise<number> {
  const { data, error } = await db.rpc('count_unread')
  if (error) throw databaseFault(error)
  return z.number().parse(data)
}

/** Writes copies of notifications to the outbox; returns how many mails. For the service role. */
export async function mailNotifications(db: Db): Promise<number> {
  const { data, error } = await db.rpc('mail_notifications')
  if (error) throw databaseFault(error)
  return z.number().parse(data)
}

/** Lets lapse, expire and go what its time has come for. For the service role. Throws where a part failed; the others are done. */
export async function keepTime(db: Db): Promise<void> {
  const { data, error } = await db.rpc('keep_time')
  if (error) throw databaseFault(error)
  const { failed } = z.object({ failed: z.array(z.string()) }).parse(data)
  if (failed.length > 0) throw new Error(failed.join(' · '))
}

/** When the reader wants a copy by mail of what they are told. */
export async function findMailCopy(db: Db): Promise<'at_once' | 'daily' | 'never'> {
  const { data, error } = await db.from('profiles').select('mail_copy').maybeSingle()
  if (error) throw databaseFault(error)
  return z.enum(['at_once', 'daily', 'never']).parse(data?.mail_copy ?? 'at_once')
}
