import { UnsupportedError } from '../unsupported.ts'
import { type Field, scanField, scanName } from './field.ts'
import { parseError } from './rest-error.ts'
import { Scanner } from './scanner.ts'

export type SelectItem = { kind: 'all' } | { kind: 'field'; field: Field; alias: string | null; cast: string | null }

/** Types a select may cast to, as a caller writes them and as PostgreSQL names them. */
const CASTS: ReadonlyMap<string, string> = new Map([
  ['text', 'text'],
  ['int', 'integer'],
  ['int4', 'integer'],
  ['integer', 'integer'],
  ['int8', 'bigint'],
  ['bigint', 'bigint'],
  ['numeric', 'numeric'],
  ['float8', 'double precision'],
  ['boolean', 'boolean'],
  ['bool', 'boolean'],
  ['date', 'date'],
  ['timestamptz', 'timestamptz'],
  ['uuid', 'uuid'],
  ['json', 'json'],
  ['jsonb', 'jsonb'],
])

/** `a,b`, `alias:a`, `a::text`, `meta->>key`, `*`; nothing at all means `*`. */
export function parseSelect(text: string): SelectItem[] {
  if (text === '') return [{ kind: 'all' }]
  const scanner = new Scanner(text)
  const items: SelectItem[] = []
  do items.push(scanItem(scanner))
  while (scanner.take(','))
  if (!scanner.isAtEnd)
    throw isEmbedding(scanner.rest) ? new UnsupportedError('embedding') : parseError('select parameter', text)
  return items
}

function scanItem(scanner: Scanner): SelectItem {
  if (scanner.take('*')) return { kind: 'all' }
  if (scanner.take('...')) throw new UnsupportedError('embedding')
  const start = scanner.position
  let alias = scanName(scanner)
  if (alias === null || scanner.text.startsWith('::', scanner.position) || !scanner.take(':')) {
    alias = null
    scanner.position = start
  }
  const field = scanField(scanner)
  if (isEmbedding(scanner.rest)) throw new UnsupportedError('embedding')
  if (field === null) throw parseError('select parameter', scanner.text)
  return { kind: 'field', field, alias, cast: scanCast(scanner) }
}

function scanCast(scanner: Scanner): string | null {
  if (!scanner.take('::')) return null
  const written = scanner.match(/[\w ]+(?:\[\])?/y) ?? ''
  const cast = CASTS.get(written.trim().toLowerCase())
  if (cast === undefined) throw new UnsupportedError('cast', written)
  return cast
}

const isEmbedding = (rest: string): boolean => /^[!(]|^\.\w+\(/.test(rest)
