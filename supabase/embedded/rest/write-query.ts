import { DbError, type Statement } from '../engine/db.ts'
import type { ReadRequest } from './parse-read.ts'
import type { Rows } from './parse-write.ts'
import { answerWith, type BodyShape } from './read-query.ts'
import { RestError } from './rest-error.ts'
import type { Relation, RelationColumn } from './schema-cache.ts'
import { Parameters, qualified, quoteName, SqlText, unknownColumn } from './sql-text.ts'

export type Write =
  | { kind: 'insert'; rows: Rows; isDefaulted: boolean; clash: Clash | null }
  | { kind: 'update'; rows: Rows }
  | { kind: 'delete' }

/** What becomes of a row whose like is there already, by these columns or else by the primary key. */
export type Clash = { resolution: 'merge' | 'ignore'; columns: string[] | null }

export type WriteOptions = Pick<ReadRequest, 'select' | 'filters'> & { isCounted: boolean; body: BodyShape }

/** Rows that came in less those that met one already there; PostgreSQL has no other way to tell the two apart. */
const INSERTED = `coalesce(nullif(current_setting('pgrst.inserted', true), '')::int, 0)`
const countInserted = (step: '+ 1' | '- 1') =>
  ` where set_config('pgrst.inserted', (${INSERTED} ${step})::text, true) is not null`

/** One statement that writes and whose only row holds the body, and the rows written. */
export function writeQuery(relation: Relation, write: Write, options: WriteOptions): Statement {
  const { select, filters, isCounted, body } = options
  const parameters = new Parameters()
  const source = { label: relation.name, reference: qualified(relation.name), columns: relation.columns }
  const sql = new SqlText(source, parameters)
  const written = (): string => {
    switch (write.kind) {
      case 'insert':
        return insert(relation, write, parameters)
      case 'update':
        return `${update(relation, write.rows, parameters)}${requireFilter('UPDATE', sql.where(filters))}`
      case 'delete':
        return `delete from ${source.reference}${requireFilter('DELETE', sql.where(filters))}`
    }
  }
  // Only what is asked for, so that no right is needed on other columns.
  const returned = () => (body === 'none' || body === 'onlyNone' ? '1' : sql.select(select))
  // There is no update that sets nothing.
  const isEmpty = write.kind === 'update' && write.rows.columns.length === 0
  const page = isEmpty
    ? `select ${returned()} from ${source.reference} where false`
    : `${written()} returning ${returned()}`
  const isMerge = write.kind === 'insert' && write.clash?.resolution === 'merge'
  const total = isCounted ? 'count(*)' : 'null::bigint'
  const text = answerWith([`page as (${page})`], { total, body, ...(isMerge ? { inserted: INSERTED } : {}) })
  return { text, params: parameters.values }
}

function update(relation: Relation, rows: Rows, parameters: Parameters): string {
  const columns = bodyColumns(relation, rows)
  const assignments = columns.map(column => `${quoteName(column.name)} = ${given(column)}`).join(', ')
  return `update ${qualified(relation.name)} set ${assignments} from ${givenRows(columns, parameters.add(rows.text))}`
}

function insert(
  relation: Relation,
  { rows, isDefaulted, clash }: Write & { kind: 'insert' },
  parameters: Parameters,
): string {
  const reference = qualified(relation.name)
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
function requireFilter(verb: 'UPDATE' | 'DELETE', where: string): string {
  if (where !== '') return where
  const message = `${verb} requires a WHERE clause`
  throw new DbError({ code: '21000', message, detail: null, hint: null })
}
