import type { RequestHandler } from 'express'
import { isUnsafe } from './method.ts'

const formTypes = ['application/x-www-form-urlencoded', 'multipart/form-data']

/**
 * A change is taken only from a page of ours: the full Origin must be one of `origins`, and the body a form.
 * A missing Origin is refused as well, since every browser we serve sends one with a form.
 * Forwarded headers are never read: whoever sends the request writes them.
 */
export function guardOrigin(origins: ReadonlySet<string>): RequestHandler {
  return (request, response, next) => {
    if (!isUnsafe(request.method)) return next()
    const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
    if (origins.has(request.headers.origin ?? '') && formTypes.includes(type)) return next()
    response.status(403).type('text/plain').send('403')
  }
}

/** The origins under which this process is reached; a loopback address has several names. */
export function ownOrigins(publicUrl: string, port: number, isLoopback: boolean): Set<string> {
  const origins = new Set([publicUrl])
  if (isLoopback) for (const name of ['localhost', '127.0.0.1', '[::1]']) origins.add(`http://${name}:${port}`)
  return origins
}
