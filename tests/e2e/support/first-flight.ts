import { once } from 'node:events'
import { connect } from 'node:net'

export type FlightAnswer = { status: number; bytes: number; head: string }

/** Asks for one address as a phone's browser does and counts every byte that comes back on the wire. */
export async function firstFlight(address: string, cookie = ''): Promise<FlightAnswer> {
  const { hostname, port, pathname, search, host } = new URL(address)
  const socket = connect(Number(port), hostname)
  await once(socket, 'connect')
  socket.write(
    [
      `GET ${pathname}${search} HTTP/1.1`,
      `Host: ${host}`,
      'User-Agent: Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/120.0.0.0 Mobile Safari/537.36',
      'Accept: text/html,application/xhtml+xml,*/*;q=0.8',
      'Accept-Encoding: gzip, deflate',
      'Accept-Language: en',
      ...(cookie ? [`Cookie: ${cookie}`] : []),
      'Connection: close',
      '\r\n',
    ].join('\r\n'),
  )
  const chunks: Buffer[] = []
  socket.on('data', chunk => chunks.push(chunk))
  await once(socket, 'close')
  const whole = Buffer.concat(chunks)
  const head = whole.subarray(0, whole.indexOf('\r\n\r\n')).toString('latin1')
  return { status: Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1] ?? 0), bytes: whole.length, head }
}
