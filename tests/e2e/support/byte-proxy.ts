import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { connect, createServer, type Socket } from 'node:net'

export type Traffic = { bytes: number; requests: string[] }

/** A TCP relay in front of a server that counts what goes down the wire: heads, bodies and chunk marks alike. */
export type ByteProxy = {
  origin: string
  /** What passed since the last call. */
  take(): Traffic
  /** Resolves when nothing passed for a while. */
  quiet(): Promise<void>
  close(): Promise<void>
}

const quietMs = 250

export async function byteProxy(origin: string): Promise<ByteProxy> {
  const { hostname, port } = new URL(origin)
  let bytes = 0
  let requests: string[] = []
  let lastAt = 0
  const sockets = new Set<Socket>()
  const server = createServer(reader => {
    const source = connect(Number(port), hostname)
    for (const socket of [reader, source]) {
      sockets.add(socket)
      socket.on('error', () => socket.destroy())
      socket.on('close', () => sockets.delete(socket))
    }
    reader.on('data', (chunk: Buffer) => {
      lastAt = Date.now()
      for (const [, line = ''] of chunk.toString('latin1').matchAll(/^((?:GET|HEAD|POST) \S+) HTTP\/1\.1\r$/gm))
        requests.push(line)
    })
    source.on('data', (chunk: Buffer) => {
      lastAt = Date.now()
      bytes += chunk.length
    })
    reader.pipe(source).pipe(reader)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    take() {
      const taken = { bytes, requests }
      bytes = 0
      requests = []
      return taken
    },
    async quiet() {
      lastAt = Date.now()
      while (Date.now() - lastAt < quietMs) await new Promise(resolve => setTimeout(resolve, 50))
    },
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}
