import { UnsupportedError } from '../unsupported.ts'
import { type Field, scanField } from './field.ts'
import { type Filter, parseFilter, parseLogic } from './parse-filter.ts'
import { parseSelect, type SelectItem } from './parse-select.ts'
import { parseError, RestError } from './rest-error.ts'
import { Scanner } from './scanner.ts'

export type OrderTerm = { field: Field; direction: 'asc' | 'desc' | null; nulls: 'first' | 'last' | null }
export type ReadRequest = {
  select: SelectItem[]
  filters: Filter[]
  order: OrderTerm[]
  limit: number | null
  offset: number
}

const LOGIC_KEYS: ReadonlySet<string> = new Set(['and', 'or', 'not.and', 'not.or'])
/** These say what a write does and are read elsewhere. */
const WRITE_KEYS: ReadonlySet<string> = new Set(['columns', 'on_conflict'])
const READ_KEYS: ReadonlySet<string> = new Set(['select', 'order', 'limit', 'offset'])

/** Whether a key of the address has a meaning of its own, so that it cannot name a column or an argument. */
export const isReservedKey = (key: string): boolean => READ_KEYS.has(key) || LOGIC_KEYS.has(key) || WRITE_KEYS.has(key)

/** Understands the query of a read; what is not reserved is a filter. */
export function parseRead(query: Iterable<[string, string]>): ReadRequest {
  const request: ReadRequest = { select: [{ kind: 'all' }], filters: [], order: [], limit: null, offset: 0 }
  for (const [key, value] of query) {
    if (key === 'select') request.select = parseSelect(value)
    else if (key === 'order') request.order = parseOrder(value)
    else if (key === 'limit') request.limit = parseCount(value, request.limit)
    else if (key === 'offset') request.offset = parseCount(value, request.offset) ?? 0
    else if (LOGIC_KEYS.has(key)) request.filters.push(parseLogic(key, value))
    else if (!WRITE_KEYS.has(key)) request.filters.push(parseColumnFilter(key, value))
  }
  if (request.limit !== null && request.limit < 0) {
    const details = 'Limit should be greater than or equal to zero.'
    throw new RestError(416, { code: 'PGRST103', message: 'Requested range not satisfiable', details })
  }
  return request
}

/** `relation.column=…`, `relation.order=…`: without embedding there is no such relation in the request. */
function parseColumnFilter(key: string, value: string): Filter {
  const relation = /^([\w ]+)\.[^>]/.exec(key)?.[1]
  if (relation === undefined) return parseFilter(key, value)
  const message = `'${relation}' is not an embedded resource in this request`
  const hint = `Verify that '${relation}' is included in the 'select' query parameter.`
  throw new RestError(400, { code: 'PGRST108', message, hint })
}

/** A number that cannot be read is as if it were not there. */
function parseCount(text: string, otherwise: number | null): number | null {
  return /^-?\d+$/.test(text) ? Number(text) : otherwise
}

function parseOrder(text: string): OrderTerm[] {
  if (text === '') return []
  const scanner = new Scanner(text)
  const terms: OrderTerm[] = []
  do {
    const field = scanField(scanner)
    if (scanner.take('(')) throw new UnsupportedError('relatedOrder')
    if (field === null) throw parseError('order', text)
    const direction = scanner.match(/\.(?:asc|desc)(?=$|[,.])/y)?.slice(1) as OrderTerm['direction'] | undefined
    const nulls = scanner.match(/\.nulls(?:first|last)(?=$|,)/y)?.slice(6) as OrderTerm['nulls'] | undefined
    terms.push({ field, direction: direction ?? null, nulls: nulls ?? null })
  } while (scanner.take(','))
  if (!scanner.isAtEnd) throw parseError('order', text)
  return terms
}
