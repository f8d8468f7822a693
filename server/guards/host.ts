import type { RequestHandler } from 'express'
import { isUnsafe } from './method.ts'

/**
 * The router makes the address of a request from its Host header, in which any sender may write anything, a path and a
 * query as well; so it is given our own. Of a change it compares Host with the Origin that was found to be ours, and
 * behind a proxy that puts in a Host of its own the two would differ. Comes after the guard of the origin.
 */
export function ownHost(publicUrl: string): RequestHandler {
  return (request, _response, next) => {
    const origin = (isUnsafe(request.method) && request.headers.origin) || publicUrl
    request.headers.host = new URL(origin).host
    delete request.headers['x-forwarded-host']
    next()
  }
}

/**
 * A server for this machine alone answers under the names of this machine and its public one. A page elsewhere whose
 * name was made to point here (DNS rebinding) would otherwise be of one origin with us and read what it likes.
 */
export function guardHost(publicUrl: string): RequestHandler {
  const names = new Set(['localhost', '127.0.0.1', '[::1]', new URL(publicUrl).hostname])
  return (request, response, next) => {
    const name = (request.headers.host ?? '').toLowerCase().replace(/:\d{1,5}$/, '')
    if (names.has(name)) return next()
    response.status(421).type('text/plain').send('421')
  }
}
