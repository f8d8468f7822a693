import { listDrafts } from '#app/data/drafts.server.ts'
import { type Begun, begunForm } from '#app/domain/today/begun-form.ts'
import type { Db } from '#app/platform/database.server.ts'

/** The forms that the reader has begun and not sent: all of them, or those for one organisation. */
export async function listBegun(db: Db, organisationRef?: string): Promise<Begun[]> {
  const begun = (await listDrafts(db)).map(begunForm).filter(form => form !== null)
  return organisationRef === undefined ? begun : begun.filter(({ organisation }) => organisation === organisationRef)
}
