import { stringify } from 'csv-stringify/sync'

/** A cell of a data twin: codes, ISO dates, plain numbers, addresses. */
export type Cell = string | number | boolean | null

/**
 * Rows as CSV (RFC 4180, UTF-8 with a byte order mark so that spreadsheets read it). Text that a spreadsheet would
 * take for a formula is made harmless. The columns are those of `columns`, also where there is no row.
 */
export function csvResponse(
  columns: readonly string[],
  rows: readonly Record<string, Cell>[],
  filename: string,
): Response {
  const body = stringify([...rows], {
    header: true,
    columns: [...columns],
    bom: true,
    escape_formulas: true,
    // With "windows" a lone line end in a text counts as no end, and would begin a row of its own.
    quoted_match: /[\r\n]/,
    record_delimiter: 'windows',
    cast: { boolean: value => (value ? 'true' : 'false') },
  })
  return new Response(body, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${filename}"`,
      'Cache-Control': 'no-cache',
    },
  })
}

/** A value as JSON, readable by people and free for any reader's page to fetch. */
export function jsonResponse(value: unknown): Response {
  return new Response(`${JSON.stringify(value, null, 1)}\n`, {
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Cache-Control': 'no-cache',
      'Access-Control-Allow-Origin': '*',
      'Cross-Origin-Resource-Policy': 'cross-origin',
    },
  })
}
