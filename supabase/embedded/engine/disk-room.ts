import { statfsSync } from 'node:fs'
import { DbError } from './db.ts'

/**
 * PostgreSQL makes its log in pieces of 16 MB and gives up, reads and all, when one cannot be made. Room for three is
 * kept: for the write that is under way, and for the checkpoint that follows.
 */
const RESERVE_BYTES = 3 * 16 * 2 ** 20

/** Whether the folder's disk has room for a write beside what PostgreSQL needs so that reads go on. */
export function hasRoom(folder: string): boolean {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize >= RESERVE_BYTES
}

/** PostgreSQL's own code for a full disk. */
export const diskFull = (): DbError =>
  new DbError({
    code: '53100',
    message: `the disk of the data folder has less than ${RESERVE_BYTES / 2 ** 20} MB left`,
    detail: null,
    hint: 'Free some room: writes are taken again at once.',
  })
