import { DbError } from '../engine/db.ts'
import type { Field, PathStep } from './field.ts'
import type { CompareOperator, Filter, Test } from './parse-filter.ts'
import type { OrderTerm } from './parse-read.ts'
import type { SelectItem } from './parse-select.ts'
import { type Column, EXPOSED_SCHEMA } from './schema-cache.ts'

/** A name in double quotes. */
export const quoteName = (name: string): string => `"${name.replaceAll('\0', '').replaceAll('"', '""')}"`

/** A relation or function of the exposed schema. */
export const qualified = (name: string): string => `${quoteName(EXPOSED_SCHEMA)}.${quoteName(name)}`

/** Collects the values of a statement: they reach PostgreSQL as parameters and never as text of the statement. */
export class Parameters {
  readonly values: (string | null)[] = []
  add(value: string | null): string {
    this.values.push(value)
    return `$${this.values.length}`
  }
}

/** What a query reads from: a relation or the result of a function, under its quoted name. */
export type Source = { label: string; reference: string; columns: readonly Column[] }

const COMPARE: Record<CompareOperator, string> = {
  eq: '=',
  neq: '<>',
  gt: '>',
  gte: '>=',
  lt: '<',
  lte: '<=',
  like: 'like',
  ilike: 'ilike',
  cs: '@>',
  ov: '&&',
}

const SEARCH = { fts: 'to_tsquery', plfts: 'plainto_tsquery', phfts: 'phraseto_tsquery', wfts: 'websearch_to_tsquery' }

/** Turns parts of a request into SQL over one source. Column names are the catalogue's own, found by equality. */
export class SqlText {
  readonly #source: Source
  readonly #parameters: Parameters

  constructor(source: Source, parameters: Parameters) {
    this.#source = source
    this.#parameters = parameters
  }

  select(items: readonly SelectItem[]): string {
    return items.map(item => this.#selectItem(item)).join(', ')
  }

  where(filters: readonly Filter[]): string {
    return filters.length === 0 ? '' : ` where ${filters.map(filter => this.#filter(filter)).join(' and ')}`
  }

  order(terms: readonly OrderTerm[]): string {
    const texts = terms.map(({ field, direction, nulls }) => {
      const { sql } = this.#field(field)
      return `${sql}${direction === null ? '' : ` ${direction}`}${nulls === null ? '' : ` nulls ${nulls}`}`
    })
    return texts.length === 0 ? '' : ` order by ${texts.join(', ')}`
  }

  range(limit: number, offset: number): string {
    const { add } = this.#parameters
    const addCount = (count: number) => `${add.call(this.#parameters, String(count))}::bigint`
    return ` limit ${addCount(limit)} offset ${addCount(offset)}`
  }

  #selectItem(item: SelectItem): string {
    if (item.kind === 'all') return `${this.#source.reference}.*`
    const { sql } = this.#field(item.field)
    const lastKey = item.field.path.findLast(step => !step.isIndex)?.key
    const name = item.alias ?? lastKey ?? item.field.column
    return `${item.cast === null ? sql : `cast(${sql} as ${item.cast})`} as ${quoteName(name)}`
  }

  #field({ column, path }: Field): { sql: string; type: string } {
    const found = this.#source.columns.find(candidate => candidate.name === column)
    if (found === undefined) throw unknownColumn(this.#source.label, column)
    const sql = `${this.#source.reference}.${quoteName(found.name)}`
    if (path.length === 0) return { sql, type: found.type }
    const isJson = found.type === 'json' || found.type === 'jsonb'
    const type = path.at(-1)?.arrow === '->>' ? 'text' : 'jsonb'
    return { sql: `(${isJson ? sql : `to_jsonb(${sql})`}${path.map(step => this.#step(step)).join('')})`, type }
  }

  #step({ arrow, key, isIndex }: PathStep): string {
    return `${arrow}${this.#parameters.add(key)}::${isIndex ? 'int' : 'text'}`
  }

  #filter(filter: Filter): string {
    const not = filter.isNegated ? 'not ' : ''
    if (filter.kind === 'logic') {
      return `${not}(${filter.filters.map(part => this.#filter(part)).join(` ${filter.operator} `)})`
    }
    return `${not}(${this.#test(this.#field(filter.field), filter.test)})`
  }

  #test({ sql, type }: { sql: string; type: string }, test: Test): string {
    switch (test.kind) {
      case 'compare': {
        const isPattern = test.operator === 'like' || test.operator === 'ilike'
        const value = isPattern ? test.value.replaceAll('*', '%') : test.value
        return `${sql} ${COMPARE[test.operator]} ${this.#parameters.add(value)}`
      }
      case 'in':
        return `${sql} = any (${this.#parameters.add(arrayLiteral(test.values))})`
      case 'is':
        return `${sql} is ${test.value.replace('_', ' ')}`
      case 'search': {
        const config = test.config === null ? '' : `${this.#parameters.add(test.config)}::regconfig, `
        const document = type === 'tsvector' ? sql : `to_tsvector(${config}${sql})`
        return `${document} @@ ${SEARCH[test.operator]}(${config}${this.#parameters.add(test.query)})`
      }
    }
  }
}

/** In PostgreSQL's own code and words. */
export const unknownColumn = (relation: string, column: string): DbError =>
  new DbError({ code: '42703', message: `column ${relation}.${column} does not exist`, detail: null, hint: null })

function arrayLiteral(values: readonly string[]): string {
  return `{${values.map(value => `"${value.replace(/["\\]/g, '\\$&')}"`).join(',')}}`
}
