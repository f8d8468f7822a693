import { randomUUID } from 'node:crypto'
import type { DbError, Statement } from '../engine/db.ts'
import type { ReadRequest } from './parse-read.ts'
import type { Relation } from './schema-cache.ts'
import { Parameters, qualified, type Source, SqlText } from './sql-text.ts'

/** Rows of one answer at most, as on hosted Supabase. */
export const MAX_ROWS = 1000

/**
 * How the body is built: a list, one row, or the bare value or values of a function; none at all; or one row where
 * another number of them, and what was written to get them, is refused (`onlyNone` for the same without a body).
 */
export type BodyShape = 'list' | 'one' | 'value' | 'values' | 'none' | 'only' | 'onlyNone'

/** No text of a caller begins like this, so an error that quotes it is ours. */
const NOT_ONE_MARK = `rows-${randomUUID()}-`
const NOT_ONE = `('${NOT_ONE_MARK}' || count(*))::int::text`

/** How many rows there were where exactly one was asked for; null for any other error. */
export function rowsInsteadOfOne(error: DbError): string | null {
  const at = error.code === '22P02' ? error.message.indexOf(NOT_ONE_MARK) : -1
  return at === -1 ? null : (/^\d+/.exec(error.message.slice(at + NOT_ONE_MARK.length))?.[0] ?? null)
}

const BODY: Record<BodyShape, string> = {
  list: `coalesce(json_agg(page), '[]')::text`,
  one: `coalesce(json_agg(page)->0, 'null')::text`,
  only: `case when count(*) = 1 then (json_agg(page)->0)::text else ${NOT_ONE} end`,
  value: `coalesce(json_agg(page.pgrst_scalar)->0, 'null')::text`,
  values: `coalesce(json_agg(page.pgrst_scalar), '[]')::text`,
  none: 'null',
  onlyNone: `case when count(*) = 1 then null else ${NOT_ONE} end`,
}

type Selection = { source: Source; parameters: Parameters; request: ReadRequest; isCounted: boolean; body: BodyShape }

/** The read of a table or view: one statement whose only row holds body, rows on the page and rows in all. */
export function readQuery(relation: Relation, request: ReadRequest, isCounted: boolean, body: BodyShape): Statement {
  const source = { label: relation.name, reference: qualified(relation.name), columns: relation.columns }
  const parameters = new Parameters()
  const text = selectPage({ source, parameters, request, isCounted, body }, [])
  return { text, params: parameters.values }
}

/** Wraps a source (a relation, or the last of `before`) into page, total and body. */
export function selectPage(selection: Selection, before: readonly string[]): string {
  const { source, parameters, request, isCounted, body } = selection
  const sql = new SqlText(source, parameters)
  const limit = Math.min(request.limit ?? MAX_ROWS, MAX_ROWS)
  const page =
    `select ${sql.select(request.select)} from ${source.reference}${sql.where(request.filters)}` +
    `${sql.order(request.order)}${sql.range(limit, request.offset)}`
  const total = isCounted
    ? `(select count(*) from (select 1 from ${source.reference}${sql.where(request.filters)}) counted)`
    : 'null::bigint'
  return answerWith([...before, `page as (${page})`], { total, body })
}

/** The one row that an answer is made of, from `page`, the last of the parts; `inserted` only where it is asked. */
export function answerWith(
  parts: readonly string[],
  { total, body, inserted }: { total: string; body: BodyShape; inserted?: string },
): string {
  return `with ${parts.join(', ')}
    select ${total} as total, count(*) as rows, ${BODY[body]} as body,
      ${inserted === undefined ? '' : `${inserted} as inserted, `}nullif(current_setting('response.headers', true), '') as headers,
      nullif(current_setting('response.status', true), '') as status
    from page`
}
