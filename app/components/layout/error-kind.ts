import { isRouteErrorResponse } from '@remix-run/react'

/** What a reader is told of an error: whose fault it is, in four kinds, and the status as a code. */
export function errorKind(error: unknown): { kind: 'not-found' | 'away' | 'refused' | 'fault'; status: number } {
  const status = isRouteErrorResponse(error) ? error.status : 500
  if (status === 404 || status === 410) return { kind: 'not-found', status }
  if (status === 503) return { kind: 'away', status }
  return { kind: status < 500 ? 'refused' : 'fault', status }
}
