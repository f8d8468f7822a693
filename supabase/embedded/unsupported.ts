/**
 * Everything supabase-js can ask for and this gateway does not answer, in one place. A request for it gets status
 * 501 and these words, so that no page can come to depend on it unnoticed.
 */
export const unsupported = {
  auth: 'this part of the account service',
  storage: 'this part of file storage',
  functions: 'edge functions',
  graphql: 'GraphQL',
  realtime: 'realtime channels',
  service: 'this service',
  description: 'the description of the interface',
  method: 'this method on a table',
  limitedWrite: 'order, limit and offset on a write',
  embedding: 'resource embedding and aggregates: read one view or one function',
  operator: 'this filter operator',
  quantifier: 'any and all in a filter',
  cast: 'this cast',
  relatedOrder: 'order by a column of another table',
  countKind: 'planned and estimated counts',
  singleObject: 'the parameter as a single object',
  maxAffected: 'a limit of affected rows',
  variadic: 'functions with variadic parameters',
  bodyType: 'a body that is not JSON',
  csv: 'CSV from the interface',
  plan: 'query plans',
  stripped: 'answers without null values',
} as const

export type UnsupportedFeature = keyof typeof unsupported

export class UnsupportedError extends Error {
  override name = 'UnsupportedError'
  constructor(feature: UnsupportedFeature, detail?: string) {
    super(`not supported in embedded mode: ${unsupported[feature]}${detail === undefined ? '' : ` (${detail})`}`)
  }
}

/** Filter operators of PostgREST that are known and left out. */
export const unsupportedOperators: ReadonlySet<string> = new Set([
  'cd',
  'sl',
  'sr',
  'nxl',
  'nxr',
  'adj',
  'match',
  'imatch',
  'isdistinct',
])
