import { readFileSync } from 'node:fs'
import type { Query } from './ledger.ts'

/** The part of chaos.sql that lets more than sixty reports an hour in, for a database of the real app. */
export async function ageReports(query: Query): Promise<void> {
  const sql = readFileSync('tests/chaos/support/chaos.sql', 'utf8')
  const from = sql.indexOf('create function private.age_report')
  // One statement after the other: neither engine takes several with parameters.
  for (const statement of sql.slice(from).split(/;\n(?=create trigger|$)/)) {
    if (statement.trim() !== '') await query(statement)
  }
}
