import { once } from 'node:events'
import { type IncomingHttpHeaders, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { AppLoadContext, ServerBuild } from '@remix-run/node'
import { afterEach, expect, test, vi } from 'vitest'
import { createApp } from '#server/app.ts'
import type { OpenBackend } from '#server/backend.ts'

let server: Server | null = null
afterEach(() => void server?.close())

const own = 'https://imarika.example'

type Outside = { build: () => Promise<ServerBuild>; publicUrl: string; isLoopback: boolean; isAnswering: boolean }
type Ask = { path?: string; method?: string; headers?: Record<string, string> }

/** The whole outside around a router of one answer: the address, as the router was given it. */
async function serve({
  build = async () => echo,
  publicUrl = own,
  isLoopback = true,
  isAnswering = true,
}: Partial<Outside> = {}) {
  const environment = {
    host: '127.0.0.1',
    port: 0,
    publicUrl,
    isLoopback,
    dataDir: '',
    postgres: null,
    storageDir: null,
    supabase: null,
    smtpUrl: null,
    mailFrom: '',
    proxies: 0,
    isDev: false,
    hasDemonstration: false,
    now: () => new Date(),
  }
  const backend: OpenBackend = {
    url: 'http://db.invalid',
    anonKey: 'public',
    serviceKey: 'secret',
    fetch,
    isAnswering: async () => isAnswering,
    alone: work => work(),
    close: async () => {},
  }
  const app = createApp({ environment, backend, build, port: 80 })
  server = app.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return ({ path = '/echo', method = 'GET', headers = {} }: Ask) =>
    new Promise<{ status: number; headers: IncomingHttpHeaders; body: string }>((resolve, reject) => {
      const outgoing = request({ port, path, method, headers, host: '127.0.0.1' }, response => {
        let body = ''
        response.on('data', chunk => {
          body += chunk
        })
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }))
      })
      outgoing.on('error', reject)
      outgoing.end()
    })
}

const nothing = () => null

/** A build with one page that takes everything and says the address it was asked under. */
const echo = {
  routes: { all: { id: 'all', path: '*', module: { default: nothing, loader: nothing, action: nothing } } },
  entry: { module: { default: (request: Request, status: number) => new Response(request.url, { status }) } },
  assets: { routes: {}, entry: { module: '', imports: [] }, url: '', version: '' },
  future: { v3_singleFetch: true },
  publicPath: '/',
  assetsBuildDirectory: '',
  isSpaMode: false,
} as unknown as ServerBuild

test('what a sender writes into Host never becomes part of an address', async () => {
  const ask = await serve({ isLoopback: false })
  for (const host of [
    'localhost/en.data?',
    'localhost\\en.data?',
    'localhost#',
    'a:99999',
    '[',
    'a@b',
    'a b',
    'evil.example',
  ])
    expect(await ask({ headers: { Host: host } }), host).toMatchObject({
      status: 200,
      body: 'http://imarika.example/echo',
    })
  for (const host of ['a:99999', 'evil.example'])
    expect(await ask({ headers: { 'X-Forwarded-Host': host } })).toMatchObject({
      status: 200,
      body: 'http://imarika.example/echo',
    })
})

test('a form is taken whatever Host a proxy in front puts in', async () => {
  const ask = await serve()
  const headers = { Origin: own, 'Content-Type': 'multipart/form-data', 'Content-Length': '0' }
  const proxied: Record<string, string>[] = [
    { Host: '127.0.0.1:3000' },
    { Host: 'imarika.example' },
    { 'X-Forwarded-Host': 'other.example' },
  ]
  for (const more of proxied) expect((await ask({ method: 'POST', headers: { ...headers, ...more } })).status).toBe(200)
  const localName = { ...headers, Origin: 'http://localhost:80', Host: '127.0.0.1' }
  expect((await ask({ method: 'POST', headers: localName })).status).toBe(200)
})

test('the address of a client of Remix does not exist in any way of writing it', async () => {
  const ask = await serve()
  for (const path of [
    '/en/../__manifest?p=/en',
    '/./__manifest',
    '/en/%2e%2e/__manifest',
    '/en\\..\\..\\__manifest',
    '/x\\en.data',
    '/en.data#',
  ])
    expect((await ask({ path })).status, path).toBe(404)
})

test('a slash inside a part of a path, and the forms for proxies, are no addresses', async () => {
  const ask = await serve()
  for (const path of ['/%2fevil.example/fits', '/%2Fevil.example/fits', '/%5cevil.example/fits', '/..%2fpackage.json'])
    expect((await ask({ path })).status, path).toBe(404)
  for (const path of ['*', 'http://evil.example/en', 'en']) expect((await ask({ path })).status, path).toBe(400)
  expect((await ask({ path: '/echo?about=a%2Fb%5Cc' })).status).toBe(200)
})

test('an error outside the pages shows its number alone and is logged', async () => {
  // why: the log is what is looked at.
  const log = vi.spyOn(console, 'error').mockImplementation(() => {})
  const ask = await serve({ build: () => Promise.reject(new Error('inside')) })
  const headers = { Origin: own, 'Content-Type': 'multipart/form-data', 'Content-Length': '0' }
  for (const method of ['GET', 'POST'])
    expect(await ask({ method, headers: method === 'POST' ? headers : {} })).toMatchObject({ status: 500, body: '500' })
  expect(log).toHaveBeenCalledTimes(2)
  log.mockClear()
})

test('the secret key of the database does not come to a page', async () => {
  let given: object = {}
  const loader = ({ context }: { context: AppLoadContext }) => {
    given = context.backend
    return new Response('seen')
  }
  const build = { ...echo, routes: { all: { id: 'all', path: '*', module: { loader } } } } as unknown as ServerBuild
  const ask = await serve({ build: async () => build })
  expect((await ask({})).body).toBe('seen')
  expect(given).toEqual({ url: 'http://db.invalid', anonKey: 'public', fetch })
})

test('where readers come encrypted, browsers are told to come no other way', async () => {
  const encrypted = await serve()
  expect((await encrypted({})).headers['strict-transport-security']).toBe('max-age=31536000')
  server?.close()
  const local = await serve({ publicUrl: 'http://localhost:3000' })
  expect((await local({})).headers).not.toHaveProperty('strict-transport-security')
})

test('on this machine alone a name that only points here is no name of ours', async () => {
  const ask = await serve()
  for (const host of [
    'evil.example',
    'evil.example:3000',
    'localhost.evil.example',
    'localhost@evil',
    '127.0.0.1.nip.io',
    '[::ffff:127.0.0.1]',
  ])
    expect((await ask({ headers: { Host: host } })).status, host).toBe(421)
  for (const host of ['localhost', 'LOCALHOST:3000', '127.0.0.1:80', '[::1]:3000', 'imarika.example'])
    expect((await ask({ headers: { Host: host } })).status, host).toBe(200)
})

test('its health is that of its database', async () => {
  const well = await (await serve())({ path: '/health' })
  expect(well).toMatchObject({ status: 200, body: '{"ok":true}' })
  const away = await (await serve({ isAnswering: false }))({ path: '/health' })
  expect(away).toMatchObject({ status: 503, body: '{"ok":false}', headers: { 'cache-control': 'no-store' } })
})
