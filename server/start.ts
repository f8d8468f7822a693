import { once } from 'node:events'
import { createServer } from 'node:http'
import { pathToFileURL } from 'node:url'
import type { ServerBuild } from '@remix-run/node'
import { loadData } from '#scripts/data-load.ts'
import { createApp } from './app.ts'
import { openBackend, serviceDb } from './backend.ts'
import { type Environment, readEnvironment } from './environment.ts'
import { startMail } from './mail.ts'

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
  const backend = await openBackend(environment, log)
  if (!environment.supabase) await loadData(serviceDb(backend, 'load the reference data'), log)

  const { build, middleware } = environment.isDev ? await developmentBuild() : await productionBuild()
  const server = createServer()
  server.listen(environment.port, environment.host)
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : environment.port
  const reached = withPort(environment, port)
  const app = createApp({ environment: reached, backend, build, port })
  server.on('request', (request, response) => {
    if (middleware) middleware(request, response, () => app(request, response))
    else app(request, response)
  })
  const mail = await startMail({ environment: reached, backend, build, log })
  server.on('request', ({ method }, response) => method === 'POST' && response.once('finish', mail.wake))
  log(`Imarika: http://localhost:${port} (after ${((performance.now() - started) / 1000).toFixed(1)} s)`)

  const stop = async () => {
    server.close()
    server.closeIdleConnections()
    await mail.stop()
    await backend.close()
    process.exit(0)
  }
  process.once('SIGTERM', () => void stop())
  process.once('SIGINT', () => void stop())
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
