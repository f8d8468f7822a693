import { once } from 'node:events'
import type { Server } from 'node:http'

/** Longest time that running requests get to finish, in milliseconds; a supervisor's own patience is 10 s and more. */
const patienceMs = 9_000

/** Takes no new connection and waits until those that are being answered have their answer. */
export async function stopServer(server: Server, limitMs: number = patienceMs): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  // A connection that is kept alive becomes idle only with the end of its answer.
  const idle = setInterval(() => server.closeIdleConnections(), 50)
  const late = setTimeout(() => server.closeAllConnections(), limitMs)
  await closed
  clearInterval(idle)
  clearTimeout(late)
}
