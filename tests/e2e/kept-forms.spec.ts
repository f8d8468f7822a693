import { password } from '../pages.ts'
import { addFactor, makeAccount, signIn } from './support/accounts.ts'
import { FormClient, mailLinks } from './support/form-client.ts'
import { ownServer } from './support/own-server.ts'
import { expect, test } from './support/site.ts'

// One server for the file.
test.describe.configure({ mode: 'default' })

let server: Awaited<ReturnType<typeof ownServer>>
test.beforeAll(async () => {
  test.setTimeout(180_000)
  server = await ownServer()
})
test.afterAll(() => server.stop())

const answers = { name: 'معهد <البيانات> & "Données"', lang: 'ar', kind: 'university', country: 'SD', homepage: '' }
const form = '/en/register-organisation'

/** Ends the session behind the client's back: its browser still holds the cookie. */
async function endSession(client: FormClient): Promise<void> {
  const other = new FormClient(server.origin)
  for (const [name, value] of client.jar) other.jar.set(name, value)
  await other.post('/en/sign-out', {})
}

const forgetSession = (client: FormClient) => client.jar.delete('imarika')

const actKeyIn = ({ html }: FormClient) => /name="act_key" value="([^"]+)"/.exec(html)?.[1] ?? ''
const hidden = (client: FormClient, name: string) => client.hiddenFields().get(name)

async function sendWithout(client: FormClient, lose: (client: FormClient) => unknown): Promise<string> {
  await client.get(form)
  const actKey = actKeyIn(client)
  await lose(client)
  await client.send(answers)
  expect(client.address).toContain('/en/sign-in?')
  expect(client.html).toContain('Your answers are kept.')
  return actKey
}

test('a form sent after its session ended goes on after the password, once', async () => {
  const mail = 'kept-1@example.org'
  const client = await makeAccount(server.origin, mail)
  const actKey = await sendWithout(client, endSession)
  await client.send({ mail, given: password })
  expect(client.address).toContain(`/en/continue/${actKey}`)
  expect(hidden(client, 'act_key')).toBe(actKey)
  for (const [name, value] of Object.entries(answers)) expect(hidden(client, name)).toBe(value)
  await client.send({})
  expect(client.address).toContain('done=registered')
  // Sent is sent: it waits no more, on no page.
  await client.get(`/en/continue/${actKey}`)
  expect(client.html).toContain('Nothing is kept here any more')
  expect((await client.get('/en/settings')).html).not.toContain('/continue/')
})

test('the same after a code by mail, and after a link that gives the password back', async () => {
  const mail = 'kept-2@example.org'
  const client = await makeAccount(server.origin, mail)
  const actKey = await sendWithout(client, endSession)
  await client.get(`/en/sign-in-by-mail?${new URL(client.address).searchParams}`)
  await client.send({ mail })
  const outbox = await new FormClient(server.origin).get('/en/outbox')
  const code = />\s*(\d{6})\s*</.exec(outbox.html.split(mail)[1] ?? '')?.[1] ?? ''
  await client.send({ mail, code })
  expect(client.address).toContain(`/en/continue/${actKey}`)
  await endSession(client)

  const again = await signIn(server.origin, mail)
  const other = await sendWithout(again, endSession)
  await (await again.get('/en/recovery')).send({ mail })
  const [link = ''] = await mailLinks(again, mail, 'recovery')
  await (await again.get(link)).send({})
  // The page for a new password comes first; above it stands the way back to what was written.
  expect(again.html).toContain(`/en/continue/${other}`)
})

test('with a second factor the form goes on after both steps, also where only the second was missing', async () => {
  const mail = 'kept-3@example.org'
  const owner = await makeAccount(server.origin, mail)
  const totp = await addFactor(owner)
  await owner.get(form)
  const actKey = actKeyIn(owner)
  const half = await signIn(server.origin, mail)
  half.html = owner.html
  half.address = owner.address
  await half.send(answers)
  expect(half.address).toContain('/en/second-factor?')
  expect(half.html).toContain('Your answers are kept.')
  await half.send({ code: totp.generate({ timestamp: Date.now() + 30_000 }) })
  expect(half.address).toContain(`/en/continue/${actKey}`)
  await half.send({})
  expect(half.address).toContain('done=registered')
})

test('whoever signs in next on that browser sees nothing of another person, and sends nothing as them', async () => {
  const writer = await makeAccount(server.origin, 'kept-4@example.org')
  await makeAccount(server.origin, 'kept-5@example.org')
  const actKey = await sendWithout(writer, endSession)
  await writer.send({ mail: 'kept-5@example.org', given: password })
  expect(writer.address).toContain(`/en/continue/${actKey}`)
  expect(writer.html).toContain('written from another account')
  expect(writer.html).not.toContain('Données')
  expect((await writer.get('/en/settings')).html).not.toContain('/continue/')
  // It waits for the one who wrote it.
  await endSession(writer)
  await (await writer.get('/en/sign-in')).send({ mail: 'kept-4@example.org', given: password })
  expect(writer.html).toContain(`/en/continue/${actKey}`)
})

test('what was changed in the settings goes on as well, and of a password nothing is kept', async () => {
  const mail = 'kept-9@example.org'
  const client = await makeAccount(server.origin, mail)
  await client.get('/en/settings')
  await endSession(client)
  await client.send({ name: 'Ada <Byron>', lang: 'fr' })
  expect(client.html).toContain('Your answers are kept.')
  await client.send({ mail, given: password })
  expect(client.html).toMatch(/<dt>Language<\/dt><dd>French<\/dd>/)
  await client.send({})
  expect(client.address).toContain('/en/settings?done=saved')
  expect(client.html).toContain('Ada &lt;Byron&gt;')

  await client.get('/en/settings/mail')
  const actKey = actKeyIn(client)
  await endSession(client)
  await client.send({ mail: 'new-9@example.org', given: 'river copper' })
  await client.send({ mail, given: password })
  expect(client.address).toContain(`/en/continue/${actKey}`)
  expect(client.html).toContain('new-9@example.org')
  expect(client.html).not.toContain('river copper')
  await client.send({ given: password })
  expect(client.address).toContain('/en/settings/mail/sent')
  expect((await client.get('/en/settings')).html).not.toContain('/continue/')
})

test('where nobody knows whose it was, the page says so; it can be thrown away', async () => {
  const mail = 'kept-6@example.org'
  const client = await makeAccount(server.origin, mail)
  const actKey = await sendWithout(client, forgetSession)
  await client.send({ mail, given: password })
  expect(client.html).toContain('cannot tell who wrote this')
  expect(client.html).toContain('Données')
  await client.post(`/en/continue/${actKey}`, {})
  expect((await client.get(`/en/continue/${actKey}`)).html).toContain('Nothing is kept here any more')
})

test('another browser, or one with another key, reads nothing', async () => {
  const mail = 'kept-7@example.org'
  const client = await makeAccount(server.origin, mail)
  const actKey = await sendWithout(client, endSession)
  const elsewhere = await signIn(server.origin, mail)
  expect((await elsewhere.get(`/en/continue/${actKey}`)).html).toContain('Nothing is kept here any more')
  elsewhere.jar.set('imarika-kept', Buffer.alloc(32, 7).toString('base64url'))
  expect((await elsewhere.get(`/en/continue/${actKey}`)).html).toContain('Nothing is kept here any more')
})

test('a form without an act key is kept nowhere, and one from elsewhere is refused as before', async () => {
  const client = await makeAccount(server.origin, 'kept-8@example.org')
  await endSession(client)
  await client.post(form, answers)
  expect(client.status).toBe(303)
  expect(client.headers.get('Location')).not.toContain('/continue/')
  expect(client.jar.has('imarika-kept')).toBe(false)
  const body = new URLSearchParams({ ...answers, act_key: crypto.randomUUID() })
  const foreign = await fetch(server.origin + form, {
    method: 'POST',
    body,
    headers: { Origin: 'https://evil.example' },
  })
  expect(foreign.status).toBe(403)
})

for (const javaScriptEnabled of [false, true]) {
  test(`in Arabic ${javaScriptEnabled ? 'with' : 'without'} scripts a person goes on with one press`, async ({
    browser,
  }) => {
    const mail = `kept-ar-${javaScriptEnabled}@example.org`
    const client = await makeAccount(server.origin, mail)
    const context = await browser.newContext({ javaScriptEnabled, viewport: { width: 360, height: 740 } })
    const cookies = [...client.jar].map(([name, value]) => ({ name, value, url: server.origin }))
    await context.addCookies(cookies)
    const page = await context.newPage()
    await page.goto(`${server.origin}/ar/register-organisation`)
    await page.locator('[name=name]').fill(answers.name)
    await page.locator('[name=kind]').selectOption('university')
    await page.locator('[name=country]').selectOption('SD')
    await endSession(client)
    await page.locator('main form button[type=submit]').first().click()
    await page.locator('[name=mail]').fill(mail)
    await page.locator('[name=given]').fill(password)
    await page.locator('main form[method=post] button').first().click()
    await expect(page.locator('h1')).toHaveText('إجاباتكم محفوظة')
    await expect(page.locator('main')).toContainText(answers.name)
    // Each answer with its label, and no code in place of a word.
    const row = page.locator('main dl > div')
    await expect(row.first()).toContainText('اسم المؤسسة')
    await expect(row.filter({ hasText: 'البلد' })).toContainText('السودان')
    await expect(page.locator('main dl')).not.toContainText('university')
    await page.locator('main form button').first().click()
    await expect(page).toHaveURL(/done=registered/)
    await context.close()
  })
}
