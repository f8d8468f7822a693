import type { Session } from './session.ts'
import { quoteTable } from './tables.ts'

/** The sequences of the carried schemas, each with the number that it would give next. */
export async function readSequences(session: Session): Promise<{ name: string; next: string }[]> {
  const rows = await session.query(`
    select n.nspname || '.' || c.relname as name, s.seqincrement::text as step
    from pg_sequence s join pg_class c on c.oid = s.seqrelid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('public', 'private') order by 1`)
  const sequences = []
  for (const { name, step } of rows) {
    const text = `select case when is_called then last_value + $1::bigint else last_value end as next from ${quoteTable(name ?? '')}`
    const [row] = await session.query(text, [step ?? '1'])
    sequences.push({ name: name ?? '', next: row?.next ?? '1' })
  }
  return sequences
}

/** Undone with the transaction, unlike setval. */
export async function restartSequence(session: Session, name: string, next: string): Promise<void> {
  if (!/^-?\d+$/.test(next)) throw new Error(`The number ${next} of the sequence ${name} is none.`)
  await session.query(`alter sequence ${quoteTable(name)} restart with ${next}`)
}
