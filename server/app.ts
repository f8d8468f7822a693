import { createRequestHandler } from '@remix-run/express'
import type { ServerBuild } from '@remix-run/node'
import compression from 'compression'
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express'
import type { Backend } from '#app/platform/load-context.ts'
import { type OpenBackend, serviceDb } from './backend.ts'
import { clientAddress, isLoopbackAddress } from './client-address.ts'
import type { Environment } from './environment.ts'
import { guardAddress } from './guards/address.ts'
import { guardBodySize } from './guards/body-size.ts'
import { guardHost, ownHost } from './guards/host.ts'
import { guardMethod } from './guards/method.ts'
import { guardOrigin, ownOrigins } from './guards/origin.ts'
import { showsOutbox } from './guards/outbox.ts'
import { securityHeaders } from './security-headers.ts'
import { twinAddresses } from './twins.ts'

type Parts = {
  environment: Environment
  backend: OpenBackend
  /** Asked per request, so that a development server can hand out the newest. */
  build: () => Promise<ServerBuild>
  /** The port that was really taken, where 0 was asked for. */
  port: number
}

/** The outside of the house: what is refused before the router sees it, and what every answer carries. */
export function createApp({ environment, backend, build, port }: Parts): Express {
  const app = express()
  // The secret key of the database stays outside the pages.
  const { url, anonKey, fetch } = backend
  const readers: Backend = { url, anonKey, fetch }
  app.disable('x-powered-by')
  app.set('etag', false)
  if (environment.publicUrl.startsWith('https:')) app.use(onlyEncrypted)
  app.use(securityHeaders)
  if (environment.isLoopback) app.use(guardHost(environment.publicUrl))
  app.use(guardAddress, guardMethod)
  app.use(guardOrigin(ownOrigins(environment.publicUrl, port, environment.isLoopback)))
  app.use(ownHost(environment.publicUrl))
  app.use(guardBodySize(build))
  app.use(compression())
  app.get('/health', tellHealth(backend))
  app.use(express.static('build/enhance', { maxAge: '1h', index: false, redirect: false }))
  app.use(express.static('public', { maxAge: '1d', index: false, redirect: false }))
  app.use(twinAddresses)
  app.use((request, response, next) => {
    const handler = createRequestHandler({
      build,
      mode: environment.isDev ? 'development' : 'production',
      getLoadContext: () => ({
        backend: readers,
        nonce: response.locals.nonce as string,
        publicUrl: environment.publicUrl,
        now: environment.now,
        clientAddress: clientAddress(request, environment.proxies),
        isLoopbackPeer: isLoopbackAddress(request.socket.remoteAddress),
        hasOutboxPage: showsOutbox(environment, request),
        setCookie: line => void response.append('Set-Cookie', line),
        serviceDb: reason => serviceDb(backend, reason),
      }),
    })
    return handler(request, response, next)
  })
  app.use(showNoInternals)
  return app
}

/** Of this process and its database together: whoever watches it sends nobody here while the database is away. */
const tellHealth =
  ({ isAnswering }: OpenBackend): RequestHandler =>
  async (_request, response) => {
    const ok = await isAnswering()
    response
      .status(ok ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json({ ok })
  }

/** A browser that came once encrypted never comes otherwise for a year. Hosts below ours are not ours to bind. */
const onlyEncrypted: RequestHandler = (_request, response, next) => {
  response.set('Strict-Transport-Security', 'max-age=31536000')
  next()
}

/** What goes wrong outside the pages is logged and shows its number alone, whatever NODE_ENV says. */
const showNoInternals: ErrorRequestHandler = (error, request, response, next) => {
  console.error(request.method, request.path, error)
  if (response.headersSent) next(error)
  else response.status(500).type('text/plain').send('500')
}
