import type { SupabaseClient } from '@supabase/supabase-js'
import type { buildRows } from './build-rows.ts'

type Tables = ReturnType<typeof buildRows>['tables']
export type TableName = keyof Tables

/** What each table comes from, in the order in which rows can refer to each other. */
const order: [TableName, string][] = [
  ['regions', 'countries.json'],
  ['countries', 'countries.json'],
  ['country_regions', 'countries.json'],
  ['country_groups', 'source-words.json'],
  ['group_memberships', 'group-memberships.json'],
  ['frameworks', 'action-plan-2025.json'],
  ['framework_points', 'action-plan-2025.json'],
  ['measures', 'measures.json'],
  ['measure_units', 'measures.json'],
  ['topics', 'topics.json'],
  ['organisations', 'institutions.json'],
  ['commitments', 'real-commitments.json'],
  ['commitment_topics', 'topics.json'],
  ['commitment_places', 'real-commitments.json'],
  ['commitment_parts', 'commitment-notes.json'],
  ['commitment_overlaps', 'commitment-notes.json'],
  ['point_mappings', 'point-mappings.json'],
  ['deliveries', 'real-commitments.json'],
  ['evidence', 'real-commitments.json'],
  ['offers', 'real-offers.json'],
  ['offer_places', 'real-offers.json'],
  ['offer_topics', 'topics.json'],
  ['offer_rules', 'offer-rules.json'],
]

export type TableCount = {
  table: TableName
  file: string
  read: number
  inserted: number
  changed: number
  removed: number
  kept: number
}

const chunkSize = 1000

/** Writes all tables; what is the same stays untouched, and what left the files goes unless something refers to it. */
export async function writeTables(client: SupabaseClient, tables: Tables, reason: string): Promise<TableCount[]> {
  const counts: TableCount[] = []
  for (const [table, file] of order) {
    const count: TableCount = { table, file, read: tables[table].length, inserted: 0, changed: 0, removed: 0, kept: 0 }
    for (const body of bodiesOf(table, tables[table], reason)) {
      const { data, error } = await client.rpc(`import_${table}`, body)
      if (error) throw new Error(`Import of ${table}: ${error.message}`, { cause: error })
      for (const part of ['inserted', 'changed', 'removed', 'kept'] as const) count[part] += data[part] ?? 0
    }
    counts.push(count)
  }
  return counts
}

/** The calls that write a table: one, or several where there are many rows; the last then names all keys. */
function bodiesOf(table: TableName, rows: readonly object[], reason: string): Record<string, unknown>[] {
  if (table === 'commitments') return [{ rows, reason: { text: reason, lang: 'en' } }]
  if (table !== 'organisations') return [{ rows }]
  const bodies: Record<string, unknown>[] = []
  for (let start = 0; start < rows.length; start += chunkSize)
    bodies.push({ rows: rows.slice(start, start + chunkSize) })
  return [...bodies, { rows: [], keep: rows.map(row => ({ id: (row as { id: string }).id })) }]
}
