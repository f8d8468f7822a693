import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPostgres, type TestPostgres } from '../support/postgres.ts'
import { hasPostgres } from '../support/postgres-programs.ts'
import { makeAccount } from './support/accounts.ts'
import { FormClient } from './support/form-client.ts'
import { type RunningServer, startServer } from './support/server.ts'
import { expect, test } from './support/site.ts'

// The database goes and comes back under the tests of this file, one after the other.
test.describe.configure({ mode: 'default' })
test.skip(!hasPostgres, 'no PostgreSQL for this machine')

let postgres: TestPostgres
let server: RunningServer
let folder: string
test.beforeAll(async () => {
  test.setTimeout(180_000)
  folder = mkdtempSync(join(tmpdir(), 'imarika-away-'))
  postgres = await startPostgres({ settings: { fsync: 'off' } })
  server = await startServer({ DATABASE_URL: postgres.url, DATA_DIR: folder })
})
test.afterAll(async () => {
  await server?.stop()
  await postgres?.stop()
  rmSync(folder, { recursive: true, force: true })
})

const answers = { name: 'Université « Nord » & <fils>', lang: 'fr', kind: 'university', country: 'MG', homepage: '' }

async function whileAway<Value>(work: () => Promise<Value>): Promise<Value> {
  await postgres.halt()
  try {
    return await work()
  } finally {
    await postgres.restart()
  }
}

test('the form of an act comes back with every word under its key, and is taken once the database is back', async () => {
  const client = await makeAccount(server.origin, 'away@example.org')
  await client.get('/fr/register-organisation')
  const actKey = client.hiddenFields().get('act_key')
  await whileAway(() => client.send(answers))
  expect(client.status).toBe(503)
  expect(client.headers.get('Retry-After')).toBe('5')
  expect(client.html).toContain('<html lang="fr"')
  const hidden = client.hiddenFields()
  expect(hidden.get('act_key')).toBe(actKey)
  for (const [name, value] of Object.entries(answers)) expect(hidden.get(name)).toBe(value)
  await expect.poll(async () => (await fetch(`${server.origin}/health`)).status).toBe(200)
  await client.send({})
  expect(client.address).toContain('done=registered')
})

test('forms of accounts keep name and mail, and never a password', async () => {
  const client = await new FormClient(server.origin).get('/en/sign-in')
  await whileAway(() => client.send({ mail: 'away@example.org', given: 'river copper lends nine hats' }))
  expect(client.status).toBe(503)
  expect(client.html).toContain('away@example.org')
  expect(client.html).not.toContain('river copper')
  expect(client.html).toMatch(/<input[^>]*name="given"[^>]*type="password"|<input[^>]*type="password"[^>]*name="given"/)

  const member = await makeAccount(server.origin, 'away-too@example.org')
  await member.get('/fr/settings')
  await whileAway(() => member.send({ name: 'Amina « Diallo »', lang: 'fr' }))
  expect(member.status).toBe(503)
  expect(member.hiddenFields().get('name')).toBe('Amina « Diallo »')
  await expect.poll(async () => (await fetch(`${server.origin}/health`)).status).toBe(200)
  await member.send({})
  expect(member.address).toContain('/fr/settings?done=saved')

  const newcomer = await new FormClient(server.origin).get('/ar/sign-up')
  await whileAway(() => newcomer.send({ name: 'آمنة <ديالو>', mail: 'new@example.org' }))
  expect(newcomer.status).toBe(503)
  expect(newcomer.hiddenFields().get('name')).toBe('آمنة <ديالو>')
  expect(newcomer.hiddenFields().get('mail')).toBe('new@example.org')
})
