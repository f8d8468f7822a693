import { once } from 'node:events'
import { type IncomingHttpHeaders, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ServerBuild } from '@remix-run/node'
import express, { type RequestHandler } from 'express'
import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { guardAddress } from '#server/guards/address.ts'
import { bodyKindOf, bodyLimits, guardBodySize } from '#server/guards/body-size.ts'
import { guardMethod } from '#server/guards/method.ts'
import { guardOrigin, ownOrigins } from '#server/guards/origin.ts'
import { securityHeaders } from '#server/security-headers.ts'
import { twinAddresses } from '#server/twins.ts'

type Answer = { status: number; headers: IncomingHttpHeaders; body: string }
type Ask = { method?: string; headers?: Record<string, string>; body?: string }

let server: Server | null = null
afterEach(() => void server?.close())

/** Serves the handlers, then what came through: the address that the router would see. */
async function behind(...handlers: RequestHandler[]) {
  const app = express()
  app.use(...handlers, (incoming, response) => void response.send(`through ${incoming.originalUrl}`))
  server = app.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const ask = (path: string, { method = 'GET', headers = {}, body }: Ask = {}) =>
    new Promise<Answer>((resolve, reject) => {
      const outgoing = request({ port, path, method, headers, host: '127.0.0.1' }, response => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', chunk => {
          text += chunk
        })
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }))
      })
      outgoing.on('error', reject)
      outgoing.end(body)
    })
  return { ask, port }
}

const build = {
  routes: {
    root: { id: 'root', module: {} },
    lang: { id: 'lang', parentId: 'root', path: ':lang', module: {} },
    upload: { id: 'upload', parentId: 'lang', path: 'files/:id', module: { handle: { body: 'upload' } } },
    import: { id: 'import', parentId: 'lang', path: 'imports', module: { handle: { body: 'import' } } },
  },
} as unknown as ServerBuild

test('addresses up to 2048 characters and 32 parts come through, longer ones are refused', async () => {
  const { ask } = await behind(guardAddress)
  const address = (length: number) => `/en?q=${'a'.repeat(length - 6)}`
  expect((await ask(address(2048))).status).toBe(200)
  expect((await ask(address(2049))).status).toBe(414)
  expect((await ask('/a'.repeat(32))).status).toBe(200)
  expect((await ask('/a'.repeat(33))).status).toBe(414)
})

test('the addresses of the browser client that no page loads do not exist', async () => {
  const { ask } = await behind(guardAddress)
  for (const path of [
    '/_root.data',
    '/en/offers.data',
    '/en/offers.data?_routes=x',
    '/__manifest',
    '/__manifest?p=/en',
  ])
    expect((await ask(path)).status, path).toBe(404)
  expect((await ask('/en/offers?x=.data')).status).toBe(200)
})

test('an address with a NUL in it does not exist', async () => {
  const { ask } = await behind(guardAddress)
  for (const path of ['/en/commitments/%00', '/en?q=a%00b', '/%00']) expect((await ask(path)).status, path).toBe(404)
  expect((await ask('/en?q=100%2500')).status).toBe(200)
})

test('methods that no form sends are refused', async () => {
  const { ask } = await behind(guardMethod)
  for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND']) {
    const { status, headers } = await ask('/en', { method })
    expect(status, method).toBe(405)
    expect(headers.allow).toBe('GET, HEAD, POST')
  }
  for (const method of ['GET', 'HEAD', 'POST']) expect((await ask('/en', { method })).status, method).toBe(200)
})

const form = 'application/x-www-form-urlencoded'

test('a form is taken from a page of ours', async () => {
  const { ask } = await behind(guardOrigin(ownOrigins('http://localhost:3000', 3000, true)))
  for (const origin of ['http://localhost:3000', 'http://127.0.0.1:3000', 'http://[::1]:3000'])
    for (const type of [form, `${form}; charset=utf-8`, 'multipart/form-data; boundary=x', 'Multipart/Form-Data'])
      expect((await ask('/x', { method: 'POST', headers: { origin, 'content-type': type } })).status).toBe(200)
})

test('reading asks for no origin', async () => {
  const { ask } = await behind(guardOrigin(new Set(['http://localhost:3000'])))
  expect((await ask('/x')).status).toBe(200)
  expect((await ask('/x', { method: 'HEAD', headers: { origin: 'https://evil.example' } })).status).toBe(200)
})

const foreign: Record<string, Record<string, string>> = {
  'no origin': { 'content-type': form },
  'an empty origin': { origin: '', 'content-type': form },
  'the origin null': { origin: 'null', 'content-type': form },
  'another host': { origin: 'https://evil.example', 'content-type': form },
  'another scheme': { origin: 'https://localhost:3000', 'content-type': form },
  'another port': { origin: 'http://localhost:3001', 'content-type': form },
  'a host that starts like ours': { origin: 'http://localhost:3000.evil.example', 'content-type': form },
  'a host below ours': { origin: 'http://x.localhost:3000', 'content-type': form },
  'our host, forwarded': {
    origin: 'https://evil.example',
    'content-type': form,
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'https',
  },
  'our host in the Host header': { origin: 'https://evil.example', host: 'evil.example', 'content-type': form },
  'a body of plain text': { origin: 'http://localhost:3000', 'content-type': 'text/plain' },
  'a body of JSON': { origin: 'http://localhost:3000', 'content-type': 'application/json' },
  'a body of no type': { origin: 'http://localhost:3000' },
}

test.each(Object.entries(foreign))('a change with %s is refused', async (_name, headers) => {
  const { ask } = await behind(guardOrigin(ownOrigins('http://localhost:3000', 3000, true)))
  expect((await ask('/x', { method: 'POST', headers })).status).toBe(403)
})

test('no origin but our own is ever taken (any text)', async () => {
  const { ask } = await behind(guardOrigin(new Set(['https://imarika.example'])))
  await fc.assert(
    fc.asyncProperty(fc.webUrl(), async origin => {
      const { status } = await ask('/x', { method: 'POST', headers: { origin, 'content-type': form } })
      expect(status).toBe(new URL(origin).origin === origin && origin === 'https://imarika.example' ? 200 : 403)
    }),
    { numRuns: 100 },
  )
})

test('a public address does not open the door to the names of this machine', () => {
  expect([...ownOrigins('https://imarika.example', 3000, false)]).toEqual(['https://imarika.example'])
})

test('a body must say how long it is', async () => {
  const { ask } = await behind(guardBodySize(async () => build))
  expect((await ask('/x', { method: 'POST', headers: { 'transfer-encoding': 'chunked' }, body: 'a' })).status).toBe(411)
})

test('a body may be as long as its route declares, a byte more is refused', async () => {
  const { ask } = await behind(guardBodySize(async () => build))
  const post = async (path: string, length: number) =>
    (await ask(path, { method: 'POST', headers: { 'content-length': String(length) }, body: 'a'.repeat(length) }))
      .status
  expect(await post('/en/report', bodyLimits.form)).toBe(200)
  expect(await post('/en/report', bodyLimits.form + 1)).toBe(413)
  expect(await post('/en/files/7', bodyLimits.form + 1)).toBe(200)
})

test('the limits are those of the design', () => {
  expect(bodyLimits).toEqual({ form: 256 * 1024, upload: 11 * 1024 * 1024, import: 6 * 1024 * 1024 })
})

test('only the path that a route declares has the larger limit', () => {
  expect(bodyKindOf(build, '/en/files/7')).toBe('upload')
  expect(bodyKindOf(build, '/en/imports/')).toBe('import')
  for (const path of ['/en/files', '/en/files/7/8', '/en', '/imports'])
    expect(bodyKindOf(build, path), path).toBe('form')
})

test('each answer has a nonce of its own, and a policy without "unsafe"', async () => {
  const { ask } = await behind(securityHeaders)
  const policies = await Promise.all(
    [1, 2, 3].map(async () => String((await ask('/')).headers['content-security-policy'])),
  )
  const nonces = policies.map(policy => /script-src 'nonce-([A-Za-z0-9+/]{22}==)'/.exec(policy)?.[1])
  expect(new Set(nonces).size).toBe(3)
  expect(nonces).not.toContain(undefined)
  for (const policy of policies) {
    expect(policy).not.toContain('unsafe')
    for (const part of ["default-src 'none'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"])
      expect(policy).toContain(part)
    expect(policy).toContain("form-action 'self'")
    expect(policy).toContain("require-trusted-types-for 'script'")
  }
})

test('the data twin of a page is looked up below it, with its filter', async () => {
  const { ask } = await behind(twinAddresses)
  const seen = async (path: string) => (await ask(path)).body.replace('through ', '')
  expect(await seen('/en/offers.csv?kind=training')).toBe('/en/offers/csv?kind=training')
  expect(await seen('/en/offers/O05.json')).toBe('/en/offers/O05/json')
  expect(await seen('/en/offers?q=a.csv')).toBe('/en/offers?q=a.csv')
  expect(await seen('/.json')).toBe('/.json')
})
