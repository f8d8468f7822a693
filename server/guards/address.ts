import type { RequestHandler } from 'express'

const longestUrl = 2048
const mostSegments = 32

/** Addresses that no page of ours has are refused before the router spends time on them. */
export const guardAddress: RequestHandler = (request, response, next) => {
  const path = request.path
  if (request.originalUrl.length > longestUrl || path.split('/').length - 1 > mostSegments) {
    response.status(414).type('text/plain').send('414')
    return
  }
  // No record's name holds a NUL, and PostgreSQL takes none in a text.
  if (/%00/.test(request.originalUrl)) {
    response.status(404).type('text/plain').send('404')
    return
  }
  // Remix answers these for its browser client, which no page of ours loads.
  if (path.endsWith('.data') || path === '/__manifest' || path.startsWith('/__manifest/')) {
    response.status(404).type('text/plain').send('404')
    return
  }
  next()
}
