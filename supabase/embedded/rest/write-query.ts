import { DbError, type Statement } from '../engine/db.ts'
import type { ReadRequest } from './parse-read.ts'
import type { Rows } from './parse-write.ts'
import { answerWith, type BodyShape } from './read-query.ts'
import { RestError } from './rest-error.ts'
import type { Relation, RelationColumn } from './schema-cache.ts'
import { Parameters, qualified, quoteName, type Source, SqlText, unknownColumn } from './sql-text.ts'

export type Write =
  | { kind: 'insert'; rows: Rows; isDefaulted: boolean; clash: Clash | null }
  | { kind: 'update'; rows: Rows }
  | { kind: 'delete' }

/** What becomes of a row whose like is there already, by these columns or else by the primary key. */
export type Clash = { resolution: 'merge' | 'ignore'; columns: string[] | null }

export type WriteAnswer = { request: ReadRequest; isCounted: boolean; body: BodyShape }

/** Rows that came in less those that met one already there; PostgreSQL has no other way to tell the two apart. */
const INSERTED = `coalesce(nullif(current_setting('pgrst.inserted', true), '')::int, 0)`
const countInserted = (step: '+ 1' | '- 1') =>
  ` where set_config('pgrst.inserted', (${INSERTED} ${step})::text, true) is not null`

/** One statement that writes and whose only row holds the body, and the rows written. */
export function writeQuery(relation: Relation, write: Write, { request, isCounted, body }: WriteAnswer): Statement {
  const parameters = new Parameters()
  const source = { label: relation.name, reference: qualified(relation.name), columns: relation.columns }
  const changed = { label: relation.name, reference: 'changed', columns: relation.columns }
  const returned = body === 'none' ? '1' : returnedColumns(source, request)
  const written = writtenRows(source, relation, write, request, parameters, returned)
  const read = new SqlText(changed, parameters)
  const page = body === 'none' ? '*' : read.select(request.select)
  const parts = [`changed as (${written})`, `page as (select ${page} from changed${read.order(request.order)})`]
  const isMerge = write.kind === 'insert' && write.clash?.resolution === 'merge'
  const total = isCounted ? 'count(*)' : 'null::bigint'
  const text = answerWith(parts, { total, body, ...(isMerge ? { inserted: INSERTED } : {}) })
  return { text, params: parameters.values }
}

/** Only the columns that are asked for, so that no right is needed on the others. */
function returnedColumns({ reference, columns }: Source, { select, order }: ReadRequest): string {
  const names = new Set<string>()
  for (const item of select) {
    if (item.kind === 'all') return `${reference}.*`
    names.add(item.field.column)
  }
  for (const { field } of order) names.add(field.column)
  const known = columns.filter(column => names.has(column.name))
  return known.length === 0 ? '1' : known.map(column => `${reference}.${quoteName(column.name)}`).join(', ')
}

function writtenRows(
  source: Source,
  relation: Relation,
  write: Write,
  { filters }: ReadRequest,
  parameters: Parameters,
  returned: string,
): string {
  const sql = new SqlText(source, parameters)
  switch (write.kind) {
    case 'insert':
      return `${insert(source, relation, write, parameters)} returning ${returned}`
    case 'update': {
      if (write.rows.columns.length === 0) return `select ${returned} from ${source.reference} where false`
      requireFilter(filters, 'UPDATE')
      const columns = bodyColumns(relation, write.rows)
      const given = givenRows(columns, parameters.add(write.rows.text))
      const assignments = columns.map(({ name }) => `${quoteName(name)} = pgrst_body.${quoteName(name)}`)
      return `update ${source.reference} set ${assignments.join(', ')} from ${given}${sql.where(filters)} returning ${returned}`
    }
    case 'delete':
      requireFilter(filters, 'DELETE')
      return `delete from ${source.reference}${sql.where(filters)} returning ${returned}`
  }
}

function insert(
  { reference }: Source,
  relation: Relation,
  { rows, isDefaulted, clash }: Write & { kind: 'insert' },
  parameters: Parameters,
): string {
  const columns = bodyColumns(relation, rows)
  const body = parameters.add(rows.text)
  const counted = clash?.resolution === 'merge' ? countInserted('+ 1') : ''
  const conflict = clash === null ? '' : onConflict(relation, clash, columns)
  if (columns.length === 0) {
    return `insert into ${reference} select from json_array_elements(${body}::json)${counted}${conflict}`
  }
  const names = columns.map(({ name }) => quoteName(name)).join(', ')
  const values = columns.map(column => (isDefaulted ? givenOrDefault(column) : given(column))).join(', ')
  const from = isDefaulted
    ? `jsonb_array_elements(${body}::jsonb) as pgrst_row (value), jsonb_to_record(pgrst_row.value) as ${shape(columns)}`
    : givenRows(columns, body)
  return `insert into ${reference} (${names}) select ${values} from ${from}${counted}${conflict}`
}

function onConflict(relation: Relation, { resolution, columns }: Clash, written: readonly RelationColumn[]): string {
  const names = columns ?? relation.primaryKey
  if (names.length === 0) return ''
  const target = names.map(name =>
    quoteName(findColumn(relation, name)?.name ?? refuse(unknownColumn(relation.name, name))),
  )
  if (resolution === 'ignore' || written.length === 0) return ` on conflict (${target.join(', ')}) do nothing`
  const assignments = written.map(({ name }) => `${quoteName(name)} = excluded.${quoteName(name)}`)
  return ` on conflict (${target.join(', ')}) do update set ${assignments.join(', ')}${countInserted('- 1')}`
}

const given = ({ name }: RelationColumn): string => `pgrst_body.${quoteName(name)}`

function givenOrDefault(column: RelationColumn): string {
  const key = `'${column.name.replaceAll("'", "''")}'`
  return column.fallback === null
    ? given(column)
    : `case when pgrst_row.value ? ${key} then ${given(column)} else ${column.fallback} end`
}

/** PostgreSQL takes the JSON apart by the columns' types, so arrays, JSON and numbers arrive unharmed. */
const givenRows = (columns: readonly RelationColumn[], body: string): string =>
  `json_to_recordset(${body}::json) as ${shape(columns)}`

const shape = (columns: readonly RelationColumn[]): string =>
  `pgrst_body (${columns.map(({ name, type }) => `${quoteName(name)} ${type}`).join(', ')})`

function bodyColumns(relation: Relation, rows: Rows): RelationColumn[] {
  return rows.columns.map(name => {
    const message = `Could not find the '${name}' column of '${relation.name}' in the schema cache`
    return findColumn(relation, name) ?? refuse(new RestError(400, { code: 'PGRST204', message }))
  })
}

const findColumn = (relation: Relation, name: string): RelationColumn | undefined =>
  relation.columns.find(column => column.name === name)

function refuse(error: Error): never {
  throw error
}

/** As hosted Supabase does: a write without a filter would meet every row, and is hardly ever meant. */
function requireFilter(filters: readonly unknown[], verb: 'UPDATE' | 'DELETE'): void {
  if (filters.length > 0) return
  const message = `${verb} requires a WHERE clause`
  throw new DbError({ code: '21000', message, detail: null, hint: null })
}
