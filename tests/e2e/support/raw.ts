import { type IncomingHttpHeaders, request } from 'node:http'

export type RawAnswer = { status: number; headers: IncomingHttpHeaders; body: string }

/** One request with exactly these headers: what a browser would never send, an attacker does. */
export function raw(
  address: string,
  {
    method = 'GET',
    headers = {},
    body = '',
  }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<RawAnswer> {
  const { hostname, port } = new URL(address)
  // The path as it is written, not as a URL parser would mend it.
  const path = address.slice(new URL(address).origin.length) || '/'
  const length: Record<string, string> =
    method === 'GET' || method === 'HEAD' || headers['Transfer-Encoding']
      ? {}
      : { 'Content-Length': String(Buffer.byteLength(body)) }
  return new Promise((resolve, reject) => {
    const outgoing = request({ hostname, port, path, method, headers: { ...length, ...headers } }, response => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', chunk => {
        text += chunk
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }))
      response.on('error', reject)
    })
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

export const formType = 'application/x-www-form-urlencoded'
