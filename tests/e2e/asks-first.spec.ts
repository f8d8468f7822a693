import { makeAccount } from './support/accounts.ts'
import { expect, test } from './support/site.ts'

test('before a membership ends it is asked about, and until then nothing has happened', async ({ site }) => {
  const owner = await makeAccount(site, 'asks-first@example.org')
  await owner.get('/en/register-organisation')
  await owner.send({ name: 'Institute of Questions', lang: 'en', kind: 'university', country: 'KE', homepage: '' })
  const members = `${new URL(owner.address).pathname}/members`
  await owner.get(members)
  await owner.send({ role: 'none' })
  expect(owner.status).toBe(200)
  expect(owner.html).toContain('Leave this organisation?')
  expect((await owner.get(members)).html).not.toContain('Leave this organisation?')
  // The second press is the act: here the database refuses it, since one owner has to stay.
  await owner.send({ role: 'none' })
  await owner.send({})
  expect(owner.html).toContain('One owner has to stay.')
})
