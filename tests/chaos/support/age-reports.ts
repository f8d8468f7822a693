import { readFileSync } from 'node:fs'
import type { Query } from './ledger.ts'

/** For a database of the real app: more than sixty reports an hour are let in, from everybody and from one address. */
export async function ageReports(query: Query): Promise<void> {
  await query("update private.limit_rules set most = 1000000 where kind = 'error_report_client'")
  const sql = readFileSync('tests/chaos/support/chaos.sql', 'utf8')
  const from = sql.indexOf('create function private.age_report')
  // One statement after the other: neither engine takes several with parameters.
  for (const statement of sql.slice(from).split(/;\n(?=create trigger|$)/)) {
    if (statement.trim() !== '') await query(statement)
  }
}
