import type { RequestHandler } from 'express'

const safe = new Set(['GET', 'HEAD'])

export const isUnsafe = (method: string): boolean => !safe.has(method)

/** Forms know GET and POST, and we know no other client. */
export const guardMethod: RequestHandler = (request, response, next) => {
  if (safe.has(request.method) || request.method === 'POST') return next()
  response.status(405).set('Allow', 'GET, HEAD, POST').type('text/plain').send('405')
}
