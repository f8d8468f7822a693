import { Agent, request } from 'node:http'

export type Reply =
  /** The connection was cut when the reply began: its sender knows nothing. */
  { kind: 'cut' } | { kind: 'receipt'; ref: string } | { kind: 'form' | 'other'; status: number; html: string }

/** Sends forms of a person to one address over so many connections, and cuts some of them when the reply begins. */
export function posterTo(origin: string, path: string, connections: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const post = (cookie: string, fields: Record<string, string>, isCut = false) =>
    new Promise<Reply>((resolve, reject) => {
      const { body, type } = multipart(fields)
      const headers = { Origin: origin, Cookie: cookie, 'Content-Type': type, 'Content-Length': body.length }
      const sent = request(new URL(path, origin), { agent, method: 'POST', headers }, response => {
        if (isCut) {
          response.destroy()
          return resolve({ kind: 'cut' })
        }
        const chunks: Buffer[] = []
        response.on('data', chunk => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () => resolve(read(response.statusCode ?? 0, response.headers.location, chunks)))
      })
      sent.on('error', reject)
      sent.end(body)
    })
  return { post, close: () => agent.destroy() }
}

function read(status: number, location: string | undefined, chunks: Buffer[]): Reply {
  const [, ref] = /\/needs\/(N-[0-9A-Z]{10})\?done=stated$/.exec(location ?? '') ?? []
  if (status === 303 && ref) return { kind: 'receipt', ref }
  const html = Buffer.concat(chunks).toString()
  return { kind: /name="act_key"/.test(html) ? 'form' : 'other', status, html: html || `to ${location}` }
}

function multipart(fields: Record<string, string>): { body: Buffer; type: string } {
  const boundary = 'imarika-exactly-once'
  const parts = Object.entries(fields).map(
    ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  )
  return {
    body: Buffer.from(`${parts.join('')}--${boundary}--\r\n`),
    type: `multipart/form-data; boundary=${boundary}`,
  }
}
