import { listOutbox } from '#app/data/outbox.server.ts'
import type { Db } from '#app/platform/database.server.ts'
import type { Block } from './compose-mail.ts'
import { expiringKinds, linkLifeMs } from './mail-kind.ts'
import { renderMail } from './render-mail.ts'

/** A mail that waits, as its reader would get it. */
export type OutboxMail = {
  id: string
  recipient: string
  createdAt: string
  isExpired: boolean
  /** Null where the row is none of a mail that could be written. */
  mail: { subject: string; blocks: Block[]; lang: string; dir: 'ltr' | 'rtl' } | null
}

/** The newest mails that wait, rendered. */
export async function readOutbox(
  db: Db,
  { publicUrl, now }: { publicUrl: string; now: () => Date },
): Promise<OutboxMail[]> {
  const rows = await listOutbox(db)
  return rows.map(row => {
    const rendered = renderMail(row, publicUrl)
    const { id, recipient, createdAt } = row
    const isExpired = expiringKinds.has(row.kind) && now().getTime() - Date.parse(createdAt) > linkLifeMs
    const mail = rendered && {
      subject: rendered.subject,
      blocks: rendered.content.blocks,
      lang: rendered.language.code,
      dir: rendered.language.dir,
    }
    return { id, recipient, createdAt, isExpired, mail }
  })
}
