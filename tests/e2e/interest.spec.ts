import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { mailOf, type Part } from '#scripts/demonstration/cast.ts'
import { makeAccount, signIn } from './support/accounts.ts'
import type { FormClient } from './support/form-client.ts'
import { ownServer } from './support/own-server.ts'
import { expect, test } from './support/site.ts'

let server: Awaited<ReturnType<typeof ownServer>>
test.beforeAll(async () => {
  test.setTimeout(180_000)
  server = await ownServer()
})
test.afterAll(() => server.stop())

const as = (part: Part): Promise<FormClient> =>
  signIn(server.origin, mailOf(part), readFileSync(join(server.folder, 'demonstration-password'), 'utf8').trim())

test('an institution tells its interest on the page of an offer, and both read what comes next', async () => {
  const [institution, provider] = [await as('institution_ar'), await as('provider')]
  await provider.get('/en/my/demo-ministry-of-skills/offers')
  const offer = /\/en\/offers\/(O-[0-9A-Z]+)">[^/]*Course in machine learning/.exec(provider.html)?.[1] ?? ''
  await institution.get(`/en/offers/${offer}`)
  expect(institution.html).toContain(`/en/offers/${offer}/interest`)
  await institution.get(`/en/offers/${offer}/interest`)
  const need = /<option value="(N-[0-9A-Z]+)"/.exec(institution.html)?.[1] ?? ''
  await institution.send({ request: need, message: 'Ask for Amal, amal@example.org.' })
  expect(institution.address).toContain(`/en/needs/${need}?done=expressed`)
  // Told once, it is shown and not asked for again.
  await institution.get(`/en/offers/${offer}/interest`)
  expect(institution.html).toContain('is on its way or was accepted')

  await provider.get('/en/my/demo-ministry-of-skills/interests')
  expect(provider.html).toContain('Ask for Amal, amal@example.org.')
  await provider.send({ answer: 'accepted', reason: 'Call Kofi at the ministry.' })
  expect(provider.html).toContain('What comes next')
  await institution.get('/en/my/demo-delta-university/interests')
  expect(institution.html).toContain('Call Kofi at the ministry.')
  expect(institution.html).toContain(`/en/offers/${offer}/apply`)
})

test('whoever cannot take an offer reads the true reason', async () => {
  const provider = await as('provider')
  await provider.get('/en/my/demo-ministry-of-skills/offers')
  const offer = /\/en\/offers\/(O-[0-9A-Z]+)/.exec(provider.html)?.[1] ?? ''
  for (const page of ['apply', 'interest']) {
    await provider.get(`/en/offers/${offer}/${page}`)
    expect(provider.html).toContain('Your organisation gives this offer itself')
  }
  const nobody = await makeAccount(server.origin, 'nobody@example.org')
  await nobody.get(`/en/offers/${offer}/apply`)
  expect(nobody.html).toContain('You act for no organisation yet.')
  await nobody.get('/en/register-organisation')
  await nobody.send({ name: 'A Real Institute', lang: 'en', kind: 'university', country: 'KE', homepage: '' })
  await nobody.get(`/en/offers/${offer}/apply`)
  expect(nobody.html).toContain('Only invented organisations of the demonstration can take it, and yours is real.')
})
