import { z } from 'zod'
import type { Db } from '#app/platform/database.server.ts'
import { databaseFault } from './database-fault.ts'
import { rowsOf } from './read-all.ts'

/** A form by its name, and the record it is about where there can be several: the ref of an offer, say. */
export type DraftKey = { form: string; subject: string }

export type Draft = { typed: Record<string, string>; savedAt: string }

const row = z.object({ fields: z.record(z.string(), z.string()), changed_at: z.string() })

/** What the reader has begun to write in this form; null where there is nothing. */
export async function findDraft(db: Db, { form, subject }: DraftKey): Promise<Draft | null> {
  const { data, error } = await db
    .from('drafts')
    .select('fields, changed_at')
    .eq('form', form)
    .eq('subject', subject)
    .maybeSingle()
  if (error) throw databaseFault(error)
  if (data === null) return null
  const { fields, changed_at } = row.parse(data)
  return { typed: fields, savedAt: changed_at }
}

const begunRow = z
  .object({ form: z.string(), subject: z.string(), changed_at: z.string() })
  .transform(({ changed_at, ...key }) => ({ ...key, savedAt: changed_at }))

/** Every form that the reader has begun and not sent, the newest first. */
export async function listDrafts(db: Db): Promise<(DraftKey & { savedAt: string })[]> {
  const query = db
    .from('drafts')
    .select('form, subject, changed_at')
    .order('changed_at', { ascending: false })
    .limit(50)
  return (await rowsOf(query)).map(value => begunRow.parse(value))
}

export async function saveDraft(db: Db, { form, subject }: DraftKey, typed: Record<string, string>): Promise<void> {
  const { error } = await db
    .from('drafts')
    .upsert({ form, subject, fields: typed }, { onConflict: 'user_id,form,subject' })
  if (error) throw databaseFault(error)
}

export async function throwDraftAway(db: Db, { form, subject }: DraftKey): Promise<void> {
  const { error } = await db.from('drafts').delete().eq('form', form).eq('subject', subject)
  if (error) throw databaseFault(error)
}
