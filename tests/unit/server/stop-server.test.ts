import { once } from 'node:events'
import { Agent, createServer, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { stopServer } from '#server/stop-server.ts'

/** A server that keeps its first request waiting, and a client whose connection stays open after an answer. */
async function serveSlowly() {
  const waiting: ServerResponse[] = []
  const server = createServer((_request, response) => waiting.push(response)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const agent = new Agent({ keepAlive: true })
  const ask = () =>
    new Promise<string>((resolve, reject) => {
      const asked = request({ port, host: '127.0.0.1', agent }, response => {
        response.on('data', chunk => resolve(String(chunk)))
      })
      asked.on('error', error => reject(error)).end()
    })
  const asked = ask()
  asked.catch(() => {})
  await once(server, 'request')
  return { server, waiting, asked, ask, agent }
}

test('a request that runs gets its answer before the server ends, and a new one is not taken', async () => {
  const { server, waiting, asked, agent } = await serveSlowly()
  let hasEnded = false
  const stopping = stopServer(server).then(() => {
    hasEnded = true
  })
  await expect(fetch(`http://127.0.0.1:${(server.address() as AddressInfo | null)?.port ?? 1}`)).rejects.toThrow()
  await new Promise(done => setTimeout(done, 100))
  expect(hasEnded).toBe(false)
  waiting[0]?.end('answer')
  expect(await asked).toBe('answer')
  await stopping
  agent.destroy()
})

test('a request that never ends does not keep it for ever', async () => {
  const { server, asked, agent } = await serveSlowly()
  await stopServer(server, 100)
  await expect(asked).rejects.toThrow()
  agent.destroy()
})
