import { UnsupportedError, unsupportedOperators } from '../unsupported.ts'
import { type Field, scanField } from './field.ts'
import { parseError } from './rest-error.ts'
import { Scanner } from './scanner.ts'

export type CompareOperator = 'eq' | 'neq' | 'gt' | 'gte' | 'lt' | 'lte' | 'like' | 'ilike' | 'cs' | 'ov'
export type SearchOperator = 'fts' | 'plfts' | 'phfts' | 'wfts'
export type IsValue = 'null' | 'not_null' | 'true' | 'false' | 'unknown'

export type Test =
  | { kind: 'compare'; operator: CompareOperator; value: string }
  | { kind: 'in'; values: string[] }
  | { kind: 'is'; value: IsValue }
  | { kind: 'search'; operator: SearchOperator; config: string | null; query: string }

export type Filter =
  | { kind: 'test'; field: Field; isNegated: boolean; test: Test }
  | { kind: 'logic'; operator: 'and' | 'or'; isNegated: boolean; filters: Filter[] }

const COMPARE: ReadonlySet<string> = new Set(['eq', 'neq', 'gt', 'gte', 'lt', 'lte', 'like', 'ilike', 'cs', 'ov'])
const SEARCH: ReadonlySet<string> = new Set(['fts', 'plfts', 'phfts', 'wfts'])
const IS_VALUE = /(?:null|not_null|true|false|unknown)(?=$|[,)])/iy

/** One parameter `column=operator.value`. */
export function parseFilter(key: string, value: string): Filter {
  const keyScanner = new Scanner(key)
  const field = scanField(keyScanner)
  if (field === null || !keyScanner.isAtEnd) throw parseError('filter', key)
  const scanner = new Scanner(value)
  return scanTest(scanner, field, plainValue)
}

/** A parameter `or=(…)`, `and=(…)`, `not.or=(…)` or `not.and=(…)`. */
export function parseLogic(key: string, value: string): Filter {
  const scanner = new Scanner(`${key}${value}`)
  const filter = scanLogicItem(scanner)
  if (!scanner.isAtEnd) throw parseError('logic tree', value)
  return filter
}

/** At the top everything up to the end belongs to the value. */
const plainValue = (scanner: Scanner): string => scanner.match(/[\s\S]*/y) ?? ''

/** Inside a tree a value ends at a comma or bracket unless it is quoted or an array. */
function treeValue(scanner: Scanner): string {
  const start = scanner.position
  const quoted = scanner.quoted()
  if (quoted !== null && /^(?:$|[,)])/.test(scanner.rest)) return quoted
  scanner.position = start
  return scanner.match(/\{[^{}]*\}(?=[,)]|$)/y) ?? scanner.match(/[^,)]*/y) ?? ''
}

function scanLogicItem(scanner: Scanner): Filter {
  const start = scanner.position
  const isNegated = scanner.take('not.')
  const operator = scanner.match(/(?:and|or)(?=\()/y) as 'and' | 'or' | null
  if (operator !== null) {
    scanner.take('(')
    const filters: Filter[] = []
    do filters.push(scanLogicItem(scanner))
    while (scanner.take(','))
    if (!scanner.take(')')) throw parseError('logic tree', scanner.text)
    return { kind: 'logic', operator, isNegated, filters }
  }
  scanner.position = start
  scanner.match(/\s+/y)
  const field = scanField(scanner)
  if (field === null || !scanner.take('.')) throw parseError('logic tree', scanner.text)
  return scanTest(scanner, field, treeValue)
}

function scanTest(scanner: Scanner, field: Field, scanValue: (scanner: Scanner) => string): Filter {
  const start = scanner.position
  const fail = () => parseError('filter', scanner.text.slice(start))
  const isNegated = scanner.take('not.')
  const operator = scanner.match(/[a-z]+/y) ?? ''
  const argument = scanner.match(/\([^)]*\)/y)?.slice(1, -1) ?? null
  if (!scanner.take('.')) throw fail()
  const wrap = (test: Test): Filter => ({ kind: 'test', field, isNegated, test })
  if (SEARCH.has(operator)) {
    const query = scanValue(scanner)
    return wrap({ kind: 'search', operator: operator as SearchOperator, config: argument, query })
  }
  if (unsupportedOperators.has(operator)) throw new UnsupportedError('operator', operator)
  if (argument === 'any' || argument === 'all') throw new UnsupportedError('quantifier', `${operator}(${argument})`)
  if (argument !== null) throw fail()
  if (COMPARE.has(operator)) {
    return wrap({ kind: 'compare', operator: operator as CompareOperator, value: scanValue(scanner) })
  }
  if (operator === 'is') {
    const value = scanner.match(IS_VALUE)
    if (value === null) throw fail()
    return wrap({ kind: 'is', value: value.toLowerCase() as IsValue })
  }
  if (operator !== 'in') throw fail()
  const values = scanList(scanner)
  if (values === null) throw fail()
  return wrap({ kind: 'in', values })
}

/** `(a,"b,c",d)`. The client does not escape a quote inside quotes. `()` is an empty list. */
function scanList(scanner: Scanner): string[] | null {
  if (!scanner.take('(')) return null
  if (scanner.take(')')) return []
  const values: string[] = []
  do {
    const start = scanner.position
    const quoted = scanner.quoted()
    if (quoted !== null && /^[,)]/.test(scanner.rest)) values.push(quoted)
    else {
      scanner.position = start
      values.push(scanner.match(/[^,)]*/y) ?? '')
    }
  } while (scanner.take(','))
  return scanner.take(')') ? values : null
}

/** Whether a value in the address of a call starts like a filter. */
export function isFilterValue(value: string): boolean {
  const operator = /^(?:not\.)?([a-z]+)(?:\([^)]*\))?\./.exec(value)?.[1] ?? ''
  return (
    COMPARE.has(operator) ||
    SEARCH.has(operator) ||
    operator === 'is' ||
    operator === 'in' ||
    unsupportedOperators.has(operator)
  )
}
