import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { formType, raw } from './support/raw.ts'
import { expect, test } from './support/site.ts'

const own = (site: string) => ({ Origin: site, 'Content-Type': formType })

/** Each attack, and the one answer that is right. */
const attacks: { name: string; ask: (site: string) => ReturnType<typeof raw>; status: number }[] = [
  { name: 'an address of 2049 characters', ask: site => raw(`${site}/en?q=${'a'.repeat(2043)}`), status: 414 },
  { name: 'an address of 33 parts', ask: site => raw(`${site}${'/a'.repeat(33)}`), status: 414 },
  { name: 'the data of a page for a client', ask: site => raw(`${site}/en/commitments.data`), status: 404 },
  { name: 'the data of the root for a client', ask: site => raw(`${site}/_root.data?_routes=root`), status: 404 },
  { name: 'the manifest', ask: site => raw(`${site}/__manifest?p=/en&version=x`), status: 404 },
  { name: 'a manifest that burns time', ask: site => raw(`${site}/__manifest?p=${'/a'.repeat(900)}`), status: 404 },
  {
    name: 'a body that does not say how long it is',
    ask: site =>
      raw(`${site}/en`, { method: 'POST', headers: { ...own(site), 'Transfer-Encoding': 'chunked' }, body: 'a=1' }),
    status: 411,
  },
  {
    name: 'a form of 256 KiB and a byte',
    ask: site => raw(`${site}/en`, { method: 'POST', headers: own(site), body: `a=${'x'.repeat(256 * 1024 - 1)}` }),
    status: 413,
  },
  { name: 'PUT', ask: site => raw(`${site}/en`, { method: 'PUT', headers: own(site) }), status: 405 },
  { name: 'DELETE', ask: site => raw(`${site}/en`, { method: 'DELETE', headers: own(site) }), status: 405 },
  { name: 'PATCH', ask: site => raw(`${site}/en`, { method: 'PATCH', headers: own(site) }), status: 405 },
  { name: 'TRACE', ask: site => raw(`${site}/en`, { method: 'TRACE' }), status: 405 },
  {
    name: 'a change to a page that changes nothing',
    ask: site => raw(`${site}/en`, { method: 'POST', headers: own(site), body: 'a=1' }),
    status: 405,
  },
  { name: 'a file above the public folder', ask: site => raw(`${site}/../package.json`), status: 404 },
  { name: 'a file above the public folder, encoded', ask: site => raw(`${site}/%2e%2e/package.json`), status: 404 },
  { name: 'a language that is none', ask: site => raw(`${site}/xx/commitments`), status: 404 },
  { name: 'a language named like a property', ask: site => raw(`${site}/__proto__/commitments`), status: 404 },
]

for (const { name, ask, status } of attacks) {
  test(`${name} is answered with ${status}, at once`, async ({ site }) => {
    const started = performance.now()
    const answer = await ask(site)
    expect(answer.status).toBe(status)
    expect(answer.body).not.toMatch(/\bat .+\.[jt]sx?:\d+/)
    expect(performance.now() - started).toBeLessThan(2000)
    expect((await raw(`${site}/health`)).body).toBe('{"ok":true}')
  })
}

for (const path of [
  '/%E0%A4%A',
  '/en/%E0%A4%A',
  '/en/commitments/%00',
  '/en/commitments?q=%E0%A4%A',
  '/en?%',
  '//evil.example/x',
  '/\\evil.example',
]) {
  test(`the malformed address ${path} leads nowhere and shows no internals`, async ({ site }) => {
    const { status, headers, body } = await raw(`${site}${path}`)
    expect(status).toBeLessThan(500)
    expect(headers.location ?? '').not.toContain('evil.example')
    expect(body).not.toMatch(/node_modules|\bat .+\.[jt]sx?:\d+/)
  })
}

test('addresses in page heads come from the server’s own address, never from the Host header', async ({ site }) => {
  const { body } = await raw(`${site}/en`, { headers: { 'X-Forwarded-Host': 'evil.example' } })
  expect(body).toContain(`${site}/fr`)
  expect(body).not.toContain('evil.example')
  expect((await raw(`${site}/en`, { headers: { Host: 'evil.example' } })).status).toBe(421)
})

test('it listens on this machine alone', async ({ site }) => {
  const { port } = new URL(site)
  const others = Object.values(networkInterfaces())
    .flatMap(list => list ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
  for (const { address } of others)
    await expect(raw(`http://${address}:${port}/health`), address).rejects.toThrow('ECONNREFUSED')
})

const refusals: [string, Record<string, string>, string][] = [
  ['another host without an address for readers', { HOST: '0.0.0.0', SMTP_URL: 'smtp://mail.example' }, 'PUBLIC_URL'],
  ['another host without a mail server', { HOST: '0.0.0.0', PUBLIC_URL: 'https://i.example' }, 'SMTP_URL'],
  ['a Supabase without keys', { SUPABASE_URL: 'https://x.example' }, 'SUPABASE_ANON_KEY'],
  ['an engine that is not there yet', { DATABASE_URL: 'postgres://x' }, 'DATABASE_URL'],
  ['a port that is none', { PORT: '99999' }, 'PORT'],
]

for (const [name, env, word] of refusals) {
  test(`a start with ${name} is refused in one line, before anything is written`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'imarika-refused-'))
    const dataDir = join(folder, 'data')
    const { status, stderr } = spawnSync('node_modules/.bin/node', ['server/start.ts'], {
      env: { ...process.env, PORT: '0', ...env, DATA_DIR: dataDir },
      encoding: 'utf8',
      timeout: 20_000,
    })
    expect(status).toBe(1)
    expect(stderr.trim().split('\n')).toHaveLength(1)
    expect(stderr).toContain(word)
    expect(existsSync(dataDir)).toBe(false)
    rmSync(folder, { recursive: true, force: true })
  })
}
