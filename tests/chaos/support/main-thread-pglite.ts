import { PGlite } from '@electric-sql/pglite'
import { citext } from '@electric-sql/pglite/contrib/citext'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import { pgcrypto } from '@electric-sql/pglite/contrib/pgcrypto'
import { unaccent } from '@electric-sql/pglite/contrib/unaccent'
import type { Db } from '#embedded/engine/db.ts'
import { runQuery, runTransaction, type Send } from '#embedded/engine/run-transaction.ts'
import { send } from '#embedded/engine/wire.ts'

/** The same engine and the same statements, on the thread that answers requests. */
export async function openPglite({ folder }: { folder: string }): Promise<Db & { isOpen: true }> {
  const pg = await PGlite.create({ dataDir: folder, extensions: { citext, pg_trgm, pgcrypto, unaccent } })
  const sendHere: Send = statements => send(pg, statements)
  let line: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = line.then(work)
    line = result.catch(() => {})
    return result
  }
  return {
    isOpen: true,
    query: (text, params) => inTurn(() => runQuery(sendHere, params === undefined ? { text } : { text, params })),
    transaction: (statements, options = {}) => inTurn(() => runTransaction(sendHere, statements, options)),
    close: () => pg.close(),
  }
}
