import { DbError } from '#embedded/engine/db.ts'
import { ArchiveError } from './archive-format.ts'
import { filledByMigrations, isOfService, serviceTables } from './left-out.ts'
import type { Session } from './session.ts'
import { quoteTable, type Table } from './tables.ts'

/** The keys are made at the first opening; all other rows come from use, or from the migrations themselves. */
const mayHaveRows = ['private.keys', ...filledByMigrations]

/**
 * Inside the transaction that fills them: nobody else may write into the tables any more, and none has a row but those
 * of the migrations, which are taken away.
 */
export async function takeEmptyTables(session: Session, tables: readonly Table[]): Promise<void> {
  const own = tables.filter(({ name }) => !isOfService(name) || serviceTables.includes(name))
  const names = own.filter(({ name }) => name !== 'private.keys').map(({ name }) => name)
  try {
    await session.query(`lock table ${names.map(quoteTable).join(', ')} in share row exclusive mode`)
  } catch (error) {
    if (!(error instanceof DbError) || error.code !== '55P03') throw error
    throw new ArchiveError('Somebody else is using the database. Stop every process of Imarika, then import again.')
  }
  const used: string[] = []
  for (const name of names) {
    if (mayHaveRows.includes(name)) continue
    const [row] = await session.query(`select count(*) as rows from (select from ${quoteTable(name)} limit 1000) t`)
    const rows = Number(row?.rows)
    if (rows > 0) used.push(`${name} (${rows === 1000 ? '1000 rows or more' : rows === 1 ? '1 row' : `${rows} rows`})`)
  }
  if (used.length > 0) {
    const shown = used.slice(0, 5).join(', ')
    const more = used.length > 5 ? ` and ${used.length - 5} more tables` : ''
    throw new ArchiveError(
      `The database is in use: there are rows in ${shown}${more}. An archive goes into an empty one, before the first ` +
        '`npm start`: choose a new data folder or a new database. Nothing was changed.',
    )
  }
  for (const name of filledByMigrations) {
    if (names.includes(name)) await session.query(`delete from ${quoteTable(name)}`)
  }
}
