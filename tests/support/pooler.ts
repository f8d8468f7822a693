import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

export type Pooler = { url: string; close(): Promise<void> }

/** The first byte and the status in PostgreSQL's "ready for query" of a session that is in no transaction. */
const READY = 'Z'
const IDLE = 'I'

/**
 * A pooler in front of the server of `databaseUrl`. By transaction it takes the session back after each and hands out
 * first what came back last, as PgBouncer does; by session a client keeps the one it signed in with. Each client signs
 * in on a session of its own, so that no password is needed here.
 */
export async function startPooler(databaseUrl: string, mode: 'session' | 'transaction'): Promise<Pooler> {
  const { hostname, port } = new URL(databaseUrl)
  /** The last is handed out first. */
  const free: Socket[] = []
  const clients = new Map<Socket, Socket>()
  const all = new Set<Socket>()

  const listener = createServer(client => {
    const session = connect(Number(port), hostname)
    let hasSignedIn = false
    let use: Socket | null = session
    for (const each of [client, session]) {
      all.add(each)
      each.on('error', () => {})
      each.on('close', () => all.delete(each))
    }
    clients.set(session, client)
    session.on(
      'data',
      whenIdle(
        bytes => void clients.get(session)?.write(bytes),
        () => {
          if (mode === 'session') return
          clients.get(session)?.emit('taken back', session)
          clients.delete(session)
        },
      ),
    )
    client.on('taken back', (back: Socket) => {
      use = null
      if (hasSignedIn) free.push(back)
      else free.unshift(back)
      hasSignedIn = true
    })
    client.on('data', bytes => {
      use ??= free.pop() ?? null
      if (use === null) return
      clients.set(use, client)
      use.write(bytes)
    })
  })
  listener.listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const url = new URL(databaseUrl)
  url.port = String((listener.address() as AddressInfo).port)
  const close = async () => {
    for (const socket of all) socket.destroy()
    listener.close()
    await once(listener, 'close')
  }
  return { url: url.href, close }
}

/** Hands on whole messages of the server, and says after which of them its session is in no transaction. */
function whenIdle(hand: (bytes: Buffer) => void, idle: () => void): (chunk: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0)
  return chunk => {
    rest = Buffer.concat([rest, chunk])
    while (rest.length >= 5 && rest.length > rest.readInt32BE(1)) {
      const message = rest.subarray(0, rest.readInt32BE(1) + 1)
      rest = rest.subarray(message.length)
      hand(message)
      if (String.fromCharCode(message[0] ?? 0) === READY && String.fromCharCode(message[5] ?? 0) === IDLE) idle()
    }
  }
}
