import type { Row } from '../engine/db.ts'
import { notOne, RestError } from './rest-error.ts'

/** What of a request decides how its answer looks. */
export type Asked = { method: string; isSingle: boolean; hasBody: boolean }

/** The answer to a read or a call: 206 where a count tells that there is more. */
export function respondToRead(row: Row, offset: number, { method, isSingle }: Omit<Asked, 'hasBody'>): Response {
  const { rows, total } = countsOf(row, isSingle)
  if (total !== null && offset > total) {
    const details = `An offset of ${offset} was requested, but there are only ${total} rows.`
    throw new RestError(416, { code: 'PGRST103', message: 'Requested range not satisfiable', details })
  }
  const range = total !== 0 && rows > 0 ? `${offset}-${offset + rows - 1}` : '*'
  const usual = total !== null && rows < total ? 206 : 200
  return respond(row, usual, `${range}/${total ?? '*'}`, { method, isSingle, hasBody: method !== 'HEAD' })
}

/** The answer to a write: 201 for rows that came in, 200 with a body or where all were there before, else 204. */
export function respondToWrite(row: Row, asked: Asked): Response {
  const { rows, total } = countsOf(row, asked.isSingle)
  const range = asked.method === 'PATCH' && rows > 0 ? `0-${rows - 1}` : '*'
  const isInsert = asked.method === 'POST'
  const usual = isInsert && row.inserted !== '0' ? 201 : isInsert || asked.hasBody ? 200 : 204
  return respond(row, usual, `${range}/${total ?? '*'}`, asked)
}

function countsOf(row: Row, isSingle: boolean): { rows: number; total: number | null } {
  const rows = Number(row.rows)
  if (isSingle && rows !== 1) throw notOne(rows)
  return { rows, total: row.total == null ? null : Number(row.total) }
}

/** A function or trigger may have set a status and headers of its own. */
function respond(row: Row, usual: number, range: string, { isSingle, hasBody }: Asked): Response {
  const headers = new Headers({ 'Content-Range': range })
  if (usual !== 204)
    headers.set('Content-Type', `application/${isSingle ? 'vnd.pgrst.object+json' : 'json'}; charset=utf-8`)
  if (row.headers != null) {
    for (const pair of JSON.parse(row.headers) as Record<string, string>[]) {
      for (const [name, value] of Object.entries(pair)) headers.append(name, value)
    }
  }
  const status = row.status == null ? usual : Number(row.status)
  return new Response(hasBody ? row.body : null, { status, headers })
}

export function respondToError(error: RestError, method: string): Response {
  const headers = { 'Content-Type': 'application/json; charset=utf-8', ...error.headers }
  return new Response(method === 'HEAD' ? null : JSON.stringify(error.body), { status: error.status, headers })
}
