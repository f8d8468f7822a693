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
