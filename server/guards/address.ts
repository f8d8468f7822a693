import type { RequestHandler } from 'express'

const longestUrl = 2048
const mostSegments = 32

/** Addresses that no page of ours has are refused before the router spends time on them. */
export const guardAddress: RequestHandler = (request, response, next) => {
  const refuse = (status: number) => void response.status(status).type('text/plain').send(String(status))
  const address = request.originalUrl
  // `*` and `http://…` are forms for proxies.
  if (!address.startsWith('/')) return refuse(400)
  const path = pathAsRouted(address)
  if (address.length > longestUrl || path.split('/').length - 1 > mostSegments) return refuse(414)
  // No record's name holds a NUL, and PostgreSQL takes none in a text.
  if (/%00/.test(address)) return refuse(404)
  // A slash inside a part of a path would make another address of it wherever the part is written out again.
  if (/%2f|%5c/i.test(path)) return refuse(404)
  // Remix answers these for its browser client, which no page of ours loads.
  if (path.endsWith('.data') || path === '/__manifest' || path.startsWith('/__manifest/')) return refuse(404)
  next()
}

/** The path after dot segments and backslashes are resolved: the router reads addresses in this way. */
function pathAsRouted(address: string): string {
  return new URL(`http://localhost${address}`).pathname
}
