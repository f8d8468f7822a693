import { randomUUID } from 'node:crypto'
import type { Db } from '#embedded/engine/db.ts'
import { relations as expected } from '../fixtures/role-matrix.ts'
import { plantedValues } from '../fixtures/role-matrix-rows.ts'
import { type Person, people } from './actors.ts'
import type { Column, Relation } from './catalog.ts'

/** What a required column holds where its rules ask for nothing in particular. */
const byType: Record<string, unknown> = {
  'timestamp with time zone': 'now',
  'timestamp without time zone': 'now',
  date: '2026-01-01',
  boolean: false,
  jsonb: {},
  bytea: '\\x00',
  interval: '1 day',
  inet: '127.0.0.1',
  integer: 1,
  bigint: 1,
  smallint: 1,
  numeric: 1,
}

/** One row for each person, organisation or nobody that a row of this table can belong to. */
export async function plantRows(db: Db, tables: Relation[]): Promise<void> {
  for (const table of tables) {
    for (const values of ownersOf(table).flatMap(owner => rowsFor(table, owner))) {
      const row = JSON.stringify(values)
      const columns = Object.keys(values).map(quote).join(', ')
      try {
        await db.transaction([
          { text: 'set local session_replication_role = replica' },
          {
            text: `insert into ${table.name} (${columns}) overriding system value
              select ${columns} from jsonb_populate_record(null::${table.name}, $1)`,
            params: [row],
          },
        ])
      } catch (error) {
        throw new Error(
          `No row could be planted in ${table.name}; say what it needs in tests/fixtures/role-matrix-rows.ts`,
          {
            cause: error,
          },
        )
      }
    }
  }
}

type Owner = Partial<Person>

function ownersOf({ name }: Relation): Owner[] {
  const whose = expected[name]?.whose
  const isOfOrganisations = whose?.organisation !== undefined || name === 'public.organisations'
  if (whose?.person !== undefined)
    return isOfOrganisations ? people.filter(person => person.organisation !== null) : people
  if (!isOfOrganisations) return [{}]
  return [...new Set(people.flatMap(({ organisation }) => organisation ?? []))].map(organisation => ({ organisation }))
}

function rowsFor(table: Relation, owner: Owner): Record<string, unknown>[] {
  const given = plantedValues[table.name] ?? {}
  return (Array.isArray(given) ? given : [given]).map((values, n) => rowFor(table, owner, values, n))
}

function rowFor(table: Relation, owner: Owner, values: Record<string, unknown>, n: number): Record<string, unknown> {
  const whose = expected[table.name]?.whose
  const row: Record<string, unknown> = {}
  for (const column of table.columns) {
    const value = values[column.name]
    if (value !== undefined) row[column.name] = fill(value, owner)
    else if (column.name === whose?.person) row[column.name] = owner.user
    else if (column.name === whose?.organisation) row[column.name] = owner.organisation
    else if (column.isRequired && !column.isGenerated) row[column.name] = valueFor(column, owner, n)
  }
  return row
}

function valueFor({ type, kind }: Column, owner: Owner, n: number): unknown {
  if (type === 'uuid') return randomUUID()
  if (type.endsWith('[]')) return []
  if (kind === 'e') return firstLabels[type] ?? 'x'
  return byType[type] ?? `${owner.user ?? owner.organisation ?? 'x'}${n === 0 ? '' : n}`
}

/** The account service's own enumerations. */
const firstLabels: Record<string, string> = {
  'auth.factor_type': 'totp',
  'auth.one_time_token_type': 'recovery_token',
}

function fill(value: unknown, owner: Owner): unknown {
  if (typeof value !== 'string') return value
  const { user = '', session = '', organisation, role, hasFactor } = owner
  const words: Record<string, string> = {
    user,
    session,
    organisation: organisation ?? '',
    role: role ?? '',
    factor_status: hasFactor ? 'verified' : 'unverified',
    // The fourth digit of the second group tells what an id is of.
    file_1: user.replace('-0001-', '-0003-'),
    file_2: user.replace('-0001-', '-0004-'),
    file_3: user.replace('-0001-', '-0005-'),
    // Ten of the signs that a ref is made of, other ones for each organisation and person.
    organisation_code: (organisation ?? '').slice(0, 8).toUpperCase().padEnd(10, '0'),
    user_part: user.replace(/-/g, '').replace(/\d/g, digit => 'ghijklmnop'[Number(digit)] ?? ''),
    user_code: (user.slice(0, 6) + user.slice(-4)).toUpperCase(),
    user_hash: user.replaceAll('-', '').padEnd(64, '0'),
  }
  return value.replace(/\{(\w+)\}/g, (whole, name: string) => words[name] ?? whole)
}

export const quote = (name: string) => `"${name.replaceAll('"', '""')}"`
