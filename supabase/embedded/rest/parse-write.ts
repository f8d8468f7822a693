import { UnsupportedError } from '../unsupported.ts'
import { scanName } from './field.ts'
import { parseError, RestError } from './rest-error.ts'
import { Scanner } from './scanner.ts'

/** Rows as a JSON list in text, which only PostgreSQL takes apart, and the columns they fill. */
export type Rows = { text: string; columns: string[] }

/** Reads the body of a request as JSON; what is no JSON is the caller's fault. */
export async function readJson(request: Request): Promise<{ text: string; value: unknown }> {
  const type = request.headers.get('content-type') ?? 'application/json'
  if (!/^application\/json\s*(;|$)/i.test(type)) throw new UnsupportedError('bodyType', type)
  const text = await request.text()
  try {
    return { text, value: text === '' ? null : JSON.parse(text) }
  } catch {
    throw invalidBody('Empty or invalid json')
  }
}

/** The rows of a write: one object or a list of objects, with their columns named in the address or all alike. */
export function parseRows({ text, value }: { text: string; value: unknown }, columns: string | null): Rows {
  if (text === '') throw invalidBody('Empty or invalid json')
  const rows: unknown[] = Array.isArray(value) ? value : [value]
  if (!rows.every(isObject)) throw invalidBody('All object keys must match')
  const list = Array.isArray(value) ? text : `[${text}]`
  if (columns !== null) return { text: list, columns: parseNames('columns', columns) }
  const names = Object.keys(rows[0] ?? {})
  const isAlike = (row: object) =>
    Object.keys(row).length === names.length && names.every(name => Object.hasOwn(row, name))
  if (!rows.every(isAlike)) throw invalidBody('All object keys must match')
  return { text: list, columns: names }
}

/** `a,"b"`: columns of a body, or those in which two rows clash. */
export function parseNames(what: string, text: string): string[] {
  const scanner = new Scanner(text)
  const names = new Set<string>()
  do {
    const name = scanName(scanner)
    if (!name) throw parseError(what, text)
    names.add(name)
  } while (scanner.take(','))
  if (!scanner.isAtEnd) throw parseError(what, text)
  return [...names]
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const invalidBody = (message: string): RestError => new RestError(400, { code: 'PGRST102', message })
