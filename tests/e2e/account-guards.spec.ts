import { password } from '../pages.ts'
import { signIn } from './support/accounts.ts'
import { FormClient } from './support/form-client.ts'
import { ownServer } from './support/own-server.ts'
import { formType, type RawAnswer, raw } from './support/raw.ts'
import { expect, test } from './support/site.ts'

// One server for the file.
test.describe.configure({ mode: 'default' })

let server: Awaited<ReturnType<typeof ownServer>>
test.beforeAll(async () => {
  test.setTimeout(180_000)
  // One proxy in front, so that a check can come from many addresses.
  server = await ownServer({ PROXIES: '1' })
})
test.afterAll(() => server.stop())

let addresses = 0
const nextAddress = () => `198.51.100.${++addresses}`

const post = (path: string, fields: Record<string, string>, from = nextAddress(), cookie = '') =>
  raw(`${server.origin}${path}`, {
    method: 'POST',
    headers: { Origin: server.origin, 'Content-Type': formType, 'X-Forwarded-For': from, Cookie: cookie },
    body: new URLSearchParams(fields).toString(),
  })

/** An answer without what is new each time, and without the address that was typed. */
function shapeOf({ status, headers, body }: RawAnswer, mail: string) {
  const { date: _, 'content-security-policy': policy, ...rest } = headers
  const nonce = /'nonce-([^']+)'/.exec(String(policy))?.[1] ?? ''
  return {
    status,
    headers: { ...rest, policy: String(policy).replaceAll(nonce, '') },
    length: body.length,
    body: body
      .replaceAll(nonce, '')
      .replaceAll(mail, '')
      .replace(/\d+\.\d KB/, ''),
  }
}

// All of one length, since the page shows again what was typed.
const kinds = {
  known: 'known0@example.org',
  unknown: 'nobody@example.org',
  locked: 'locked@example.org',
  unconfirmed: 'unsure@example.org',
}

const wrong = 'this is not the password'

const asked: Record<string, (mail: string) => Promise<RawAnswer>> = {
  'sign-in with a wrong password': mail => post('/en/sign-in', { mail, given: wrong }),
  recovery: mail => post('/en/recovery', { mail }),
  'a code by mail': mail => post('/en/sign-in-by-mail', { mail }),
  'a wrong code': mail => post('/en/sign-in-by-mail', { mail, code: '123456' }),
  'sign-up': mail => post('/en/sign-up', { name: 'A', mail }),
}

for (const [name, ask] of Object.entries(asked)) {
  test(`no oracle: ${name} answers alike whatever the address is`, async () => {
    const shapes = []
    for (const mail of Object.values(kinds)) shapes.push(shapeOf(await ask(mail), mail))
    for (const shape of shapes) expect(shape).toEqual(shapes[0])
  })
}

test('no oracle: with the right password a locked and an unconfirmed account answer as an unknown one', async () => {
  const [unknown, locked, unconfirmed] = await Promise.all(
    [kinds.unknown, kinds.locked, kinds.unconfirmed].map(async mail =>
      shapeOf(await post('/en/sign-in', { mail, given: password }), mail),
    ),
  )
  expect(locked).toEqual(unknown)
  expect(unconfirmed).toEqual(unknown)
})

test('an answer that differs by one word, one header or one status is seen', () => {
  const answer = {
    status: 400,
    headers: { 'content-security-policy': "script-src 'nonce-abc'" },
    body: '<p>no abc</p>',
  }
  const shape = shapeOf(answer, 'x')
  expect(shapeOf({ ...answer, body: '<p>not abc</p>' }, 'x')).not.toEqual(shape)
  expect(shapeOf({ ...answer, status: 401 }, 'x')).not.toEqual(shape)
  expect(shapeOf({ ...answer, headers: { ...answer.headers, 'x-user': '1' } }, 'x')).not.toEqual(shape)
})

test('ten guesses from one place, then a page that says when; the owner comes in from elsewhere', async () => {
  const mail = 'guessed@example.org'
  const from = nextAddress()
  for (let n = 0; n < 10; n++)
    expect((await post('/en/sign-in', { mail, given: `${wrong} ${n}` }, from)).status).toBe(400)
  const refused = await post('/fr/sign-in', { mail, given: password }, from)
  expect(refused.status).toBe(429)
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(800)
  expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(900)
  expect(refused.body).toContain('Attendez 15 minutes')
  expect(refused.body).toContain(mail)
  expect(refused.body).not.toContain(password)
  expect((await post('/en/sign-in', { mail, given: password })).status).toBe(303)
})

test('a forged header with more addresses does not make another sender', async () => {
  const mail = kinds.unknown
  const from = nextAddress()
  for (let n = 0; n < 10; n++) await post('/en/sign-in', { mail, given: wrong }, `10.0.0.${n}, ${from}`)
  expect((await post('/en/sign-in', { mail, given: wrong }, `10.0.0.99, ${from}`)).status).toBe(429)
})

test('after sign-out, and after a change of the password, every other cookie of the account is worth nothing at once', async () => {
  const mail = 'many@example.org'
  const first = await signIn(server.origin, mail)
  const second = await signIn(server.origin, mail)
  const old = first.cookie
  const replay = async (cookie: string) =>
    (await raw(`${server.origin}/en/settings`, { headers: { Cookie: cookie } })).status
  expect(await replay(old)).toBe(200)
  await first.post('/en/sign-out', {})
  expect(await replay(old)).toBe(303)
  await second.get('/en/settings')
  expect(second.address).toContain('/en/settings')

  const third = await signIn(server.origin, mail)
  const before = [second.cookie, third.cookie]
  await (await second.get('/en/settings/password')).send({ given: password, password: `${password} more` })
  const began = Date.now()
  expect(second.address).toContain('/en/sign-in?why=new_password')
  for (const cookie of before) expect(await replay(cookie)).toBe(303)
  expect(Date.now() - began).toBeLessThan(1000)
})

test('a session that somebody else planted is not the one that signing in gives', async () => {
  const mail = 'planted@example.org'
  const attacker = await signIn(server.origin, 'known0@example.org')
  const victim = new FormClient(server.origin)
  for (const [name, value] of attacker.jar) victim.jar.set(name, value)
  const planted = victim.cookie
  await (await victim.get('/en/sign-in')).send({ mail, given: password })
  expect(victim.address).toContain('/en/today')
  await victim.get('/en/settings')
  expect(victim.html).toContain(mail)
  expect(victim.cookie).not.toBe(planted)
  // What the attacker holds opens nothing any more, least of all the victim's account.
  await attacker.get('/en/settings')
  expect(attacker.address).toContain('/en/sign-in')
})

test('tokens that ran out are renewed and written on the answer, also for two requests at once', async () => {
  const mail = 'renewed@example.org'
  const client = await signIn(server.origin, mail)
  const [name = '', value = ''] = [...client.jar][0] ?? []
  const session = JSON.parse(Buffer.from(decodeURIComponent(value).slice('base64-'.length), 'base64url').toString())
  const old = `base64-${Buffer.from(JSON.stringify({ ...session, expires_at: 1 })).toString('base64url')}`
  const ask = () => raw(`${server.origin}/en/settings`, { headers: { Cookie: `${name}=${old}` } })
  const answers = await Promise.all([ask(), ask()])
  for (const { status, headers } of answers) {
    expect(status).toBe(200)
    expect(headers['set-cookie']?.join()).toContain(`${name}=base64-`)
  }
})

test('the cookie is for this site and for no script; what is shown signed in is kept nowhere', async () => {
  const mail = 'cookie@example.org'
  const client = await signIn(server.origin, mail)
  const signedIn = await post('/en/sign-in', { mail, given: password })
  const line = signedIn.headers['set-cookie']?.at(-1) ?? ''
  expect(line).toMatch(/^imarika=base64-/)
  for (const part of ['HttpOnly', 'SameSite=Lax', 'Path=/', 'Max-Age=43200']) expect(line).toContain(part)
  // The name, the mail address and whatever else belongs to the person stay out of it.
  const value = Buffer.from(line.slice('imarika=base64-'.length).split(';')[0] ?? '', 'base64url').toString()
  expect(Object.keys(JSON.parse(value))).not.toContain('user')
  for (const path of ['/en/settings', '/en', '/en/offers', '/en/nowhere']) {
    const { headers } = await raw(`${server.origin}${path}`, { headers: { Cookie: client.cookie } })
    expect(headers['cache-control'], path).toBe('private, no-store')
  }
  expect((await raw(`${server.origin}/en`)).headers['cache-control']).toBe('no-cache')
})

test('a browser that was signed in keeps no page: only the offline page, and that as nobody', async ({ page }) => {
  const client = await signIn(server.origin, 'kept@example.org')
  await page.context().addCookies([...client.jar].map(([name, value]) => ({ name, value, url: server.origin })))
  await page.goto(`${server.origin}/en/settings`)
  await page.evaluate(() => navigator.serviceWorker.ready)
  await page.reload()
  await page.goto(`${server.origin}/en/settings/sessions`)
  const kept = await page.evaluate(async () => {
    const found: [string, string][] = []
    for (const name of await caches.keys())
      for (const request of await (await caches.open(name)).keys())
        found.push([new URL(request.url).pathname, (await (await caches.match(request))?.text()) ?? ''])
    return found
  })
  expect(kept.map(([path]) => path)).toEqual(['/en/offline'])
  expect(kept[0]?.[1]).not.toMatch(/kept@example\.org|\/en\/settings/)
})

test('signing in leads back to a page of ours, and to nobody else’s', async () => {
  const lead = async (next: string) => {
    const mail = kinds.known
    const answer = await post(`/en/sign-in?${new URLSearchParams({ next })}`, { mail, given: password })
    return answer.headers.location
  }
  expect(await lead('/ar/settings/sessions?done=ended')).toBe('/ar/settings/sessions?done=ended')
  for (const next of [
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/%5cevil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/en/../../evil.example',
    '/en//evil.example',
    'javascript:alert(1)',
    '/en\r\nSet-Cookie: a=b',
    '/@evil.example',
    '/.evil.example',
  ])
    expect(await lead(next), next).toBe('/en/today')
})
