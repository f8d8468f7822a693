import type { IsoDate } from '#app/domain/calendar/iso-date.ts'
import type { Commitment } from '#app/domain/commitments/commitment.ts'
import { type CommitmentFilter, filterCommitments } from '#app/domain/commitments/filter-commitments.ts'
import type { Db } from '#app/platform/database.server.ts'
import { commitmentFromRow } from './commitment-row.ts'
import { pageSize, readAll, rowsOf } from './read-all.ts'

/** All commitments that stand in lists and figures, by ref: none of the demonstration, none of unverified organisations. */
export const listAllCommitments = (db: Db) => listWhere(db, { is_listed: true })

/** Those of the demonstration, which stand in no list or figure of what is real. */
export const listInventedCommitments = (db: Db) => listWhere(db, { origin: 'demonstration' })

async function listWhere(db: Db, where: { is_listed: true } | { origin: 'demonstration' }): Promise<Commitment[]> {
  return readAll(
    after => {
      const page = db.from('commitment_records').select('*').match(where).order('ref').limit(pageSize)
      return after === null ? page : page.gt('ref', after)
    },
    commitmentFromRow,
    ({ ref }) => ref,
  )
}

export async function findCommitment(db: Db, ref: string): Promise<Commitment | null> {
  const rows = await rowsOf(db.from('commitment_records').select('*').eq('ref', ref).limit(1))
  return rows.length === 0 ? null : commitmentFromRow(rows[0])
}

/** The commitments that pass a filter at a day, by ref. */
export async function searchCommitments(db: Db, filter: CommitmentFilter, at: IsoDate): Promise<Commitment[]> {
  return filterCommitments(await listAllCommitments(db), filter, at)
}
