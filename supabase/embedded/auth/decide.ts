import { type Db, DbError, type Row, type Statement } from '../engine/db.ts'
import { type Account, accountQuery } from './account.ts'
import { AuthError } from './auth-error.ts'

export type Decision<T> = {
  /** Whose rows are written; `version` is the one that the decision rests on, null where the account is made. */
  on: { id: string; version: string | null }
  statements: Statement[]
  /** From the account as the writes left it, null when it is gone. A refusal given here is given after the writes. */
  answer: (account: Account | null) => T | AuthError
}

const ATTEMPTS = 20
/** As long as a call of rows by a user may take. */
const CAP_MS = 15_000
/** Somebody else wrote in between: the version moved, a row is there already, or PostgreSQL took sides. */
const CONFLICTS: ReadonlySet<string> = new Set(['22012', '23505', '23503', '40001', '40P01'])

/** Divides by zero unless the account is still as it was read, and holds its row until the end. */
const HOLD = `with held as (
    update auth.users set aud = aud where id = $1::uuid and xmin::text = $2 returning 1
  ) select 1 / (select count(*) from held)`

/**
 * Reads, decides and writes as if nobody else did so meanwhile: the writes are one transaction that holds only while
 * the account is as `attempt` read it, else everything is decided again. So of two requests that use the same token
 * one decides on what the other left. Conflicts without end are refused as Supabase Auth refuses them.
 */
export async function decide<T>(db: Db, attempt: () => Promise<Decision<T>>): Promise<T> {
  for (let count = 0; count < ATTEMPTS; count += 1) {
    const { on, statements, answer } = await attempt()
    const written = await write(db, on, statements)
    if (written === null) continue
    const text = written.at(-1)?.[0]?.account
    const result = answer(text == null ? null : (JSON.parse(text) as Account))
    if (result instanceof AuthError) throw result
    return result
  }
  throw new AuthError(409, 'conflict', 'Too many concurrent requests on the same account')
}

async function write(db: Db, on: Decision<unknown>['on'], statements: Statement[]): Promise<Row[][] | null> {
  const hold = on.version === null ? [] : [{ text: HOLD, params: [on.id, on.version] }]
  try {
    const all = [...hold, ...statements, { text: accountQuery('id'), params: [on.id] }]
    return await db.transaction(all, { capMs: CAP_MS })
  } catch (error) {
    if (error instanceof DbError && CONFLICTS.has(error.code)) return null
    throw error
  }
}
