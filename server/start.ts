import { once } from 'node:events'
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http'
import { pathToFileURL } from 'node:url'
import type { ServerBuild } from '@remix-run/node'
import { loadData } from '#scripts/data-load.ts'
import { createApp } from './app.ts'
import { openBackend, serviceDb } from './backend.ts'
import { keepDemonstration } from './demonstration.ts'
import { type Environment, readEnvironment } from './environment.ts'
import { stopServer } from './stop-server.ts'
import { startWork } from './work.ts'

const started = performance.now()
const log = (line: string) => console.log(line)

try {
  await start(readEnvironment(process.env, process.argv))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}

async function start(environment: Environment): Promise<void> {
  process.env.NODE_ENV ??= environment.isDev ? 'development' : 'production'
  // The port first: that it is taken should show before the database is made and filled.
  let answer: RequestListener = tellStarting
  const server = createServer((request, response) => answer(request, response))
  const port = await listen(server, environment)
  const backend = await openBackend(environment, log)
  if (!environment.supabase) await backend.alone(() => loadData(serviceDb(backend, 'load the reference data'), log))

  await keepDemonstration(environment, backend, log)

  const { build, middleware } = environment.isDev ? await developmentBuild() : await productionBuild()
  const reached = withPort(environment, port)
  const app = createApp({ environment: reached, backend, build, port })
  const work = await startWork({ environment: reached, backend, build, log })
  answer = (request, response) => {
    if (request.method === 'POST') response.once('finish', work.wake)
    if (middleware) middleware(request, response, () => app(request, response))
    else app(request, response)
  }
  log(`Imarika: http://localhost:${port} (after ${((performance.now() - started) / 1000).toFixed(1)} s)`)

  const stop = async () => {
    // Who asks twice is in a hurry.
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => process.exit(1))
    await stopServer(server)
    await work.stop()
    await backend.close()
    process.exit(0)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop())
}

function tellStarting(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(503, { 'Retry-After': '5', 'Content-Type': 'text/plain' }).end('503')
}

async function listen(server: Server, { host, port }: Environment): Promise<number> {
  server.listen(port, host)
  try {
    await once(server, 'listening')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EADDRINUSE') throw new Error(`PORT: ${port} is taken by another program. Stop it, or set PORT.`)
    if (code === 'EACCES') throw new Error(`PORT: ${port} may not be used by this user. Set PORT to one above 1023.`)
    if (code === 'EADDRNOTAVAIL') throw new Error(`HOST: ${host} is no address of this machine.`)
    throw error
  }
  const address = server.address()
  return typeof address === 'object' && address ? address.port : port
}

/** Without PUBLIC_URL the address is the port that was really taken. */
function withPort(environment: Environment, port: number): Environment {
  return process.env.PUBLIC_URL ? environment : { ...environment, publicUrl: `http://localhost:${port}` }
}

async function productionBuild() {
  const file = pathToFileURL('build/server/index.js').href
  const build = (await import(file)) as ServerBuild
  return { build: async () => build, middleware: null }
}

async function developmentBuild() {
  const { createServer: createViteServer } = await import('vite')
  const vite = await createViteServer({ server: { middlewareMode: true } })
  const build = async () => (await vite.ssrLoadModule('virtual:remix/server-build')) as ServerBuild
  return { build, middleware: vite.middlewares }
}
