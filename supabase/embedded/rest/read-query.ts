import type { Statement } from '../engine/db.ts'
import type { ReadRequest } from './parse-read.ts'
import type { Relation } from './schema-cache.ts'
import { Parameters, qualified, type Source, SqlText } from './sql-text.ts'

/** Rows of one answer at most, as on hosted Supabase. */
export const MAX_ROWS = 1000

/** How the body is built: a list, one row, or the bare value or values of a function; or none at all. */
export type BodyShape = 'list' | 'one' | 'value' | 'values' | 'none'

const BODY: Record<BodyShape, string> = {
  list: `coalesce(json_agg(page), '[]')::text`,
  one: `coalesce(json_agg(page)->0, 'null')::text`,
  value: `coalesce(json_agg(page.pgrst_scalar)->0, 'null')::text`,
  values: `coalesce(json_agg(page.pgrst_scalar), '[]')::text`,
  none: 'null',
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
    select ${total} as total, count(*) as rows, ${BODY[body]} as body, count(*) = 1 as is_single,
      ${inserted === undefined ? '' : `${inserted} as inserted, `}nullif(current_setting('response.headers', true), '') as headers,
      nullif(current_setting('response.status', true), '') as status
    from page`
}
