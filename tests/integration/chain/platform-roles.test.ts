import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, type Chain, openChain } from './open-chain.ts'

let chain: Chain
beforeAll(async () => {
  chain = await openChain()
})
afterAll(() => chain?.close())

type Given = { mail: string; role: string; country?: string | null; employer?: string | null; is_taken?: boolean }

/** As `npm run data:role` calls it. */
async function give({ country = null, employer = null, is_taken = false, ...who }: Given) {
  const input = { ...who, country: country as string, employer: employer as string, is_taken }
  const { data, error } = await chain.service.rpc('set_platform_role', input)
  if (error) throw error
  return data
}

test('whoever runs the site gives roles and takes them, each on record', async () => {
  const [person, employer] = [await chain.makePerson(), await chain.makeOrganisation()]
  const roles = async () => (await person.db.rpc('my_platform_roles')).data
  expect(await give({ mail: person.mail.toUpperCase(), role: 'coordinator' })).toEqual({ ok: true })
  expect(await give({ mail: person.mail, role: 'verifier', employer: employer.ref })).toEqual({ ok: true })
  expect(await give({ mail: person.mail, role: 'focal_point', country: 'KE' })).toEqual({ ok: true })
  expect(await give({ mail: person.mail, role: 'focal_point', country: 'NG' })).toEqual({ ok: true })
  expect([...((await roles()) ?? [])].sort()).toEqual(['coordinator', 'focal_point', 'verifier'])
  expect(await give({ mail: person.mail, role: 'verifier', is_taken: true })).toEqual({ ok: true })
  expect(await roles()).not.toContain('verifier')
  const audit = `select count(*)::text as n from public.audit_log where command = 'set_platform_role' and subject_id = $1`
  expect(await chain.query(audit, [person.id])).toEqual([{ n: '5' }])
})

test('what does not go together is not given', async () => {
  const [{ mail }, employer] = [await chain.makePerson(), await chain.makeOrganisation({ origin: 'demonstration' })]
  for (const [given, reason] of [
    [{ mail: 'nobody@example.org', role: 'admin' }, 'person_unknown'],
    [{ mail, role: 'king' }, 'input_invalid'],
    [{ mail, role: 'verifier' }, 'input_invalid'],
    [{ mail, role: 'verifier', employer: 'o-none' }, 'input_invalid'],
    [{ mail, role: 'verifier', employer: employer.ref }, 'input_invalid'],
    [{ mail, role: 'focal_point' }, 'input_invalid'],
    [{ mail, role: 'coordinator', country: 'KE' }, 'input_invalid'],
    [{ mail, role: 'focal_point', country: 'XX' }, 'country_unknown'],
  ] as const)
    expect(await give(given)).toEqual({ ok: false, reason })
  expect(
    await chain.query(
      'select 1 from public.platform_roles r join auth.users u on u.id = r.user_id where u.email = $1',
      [mail],
    ),
  ).toEqual([])
})

test('who plays in the demonstration gets no role in what is real', async () => {
  const player = await chain.makePerson()
  await chain.giveRole(player, 'coordinator')
  await chain.query(`update public.platform_roles set world = 'demonstration' where user_id = $1`, [player.id])
  for (const role of ['coordinator', 'admin'])
    expect(await give({ mail: player.mail, role })).toEqual({ ok: false, reason: 'plays_in_demonstration' })
  await chain.query('delete from public.platform_roles where user_id = $1', [player.id])
})

test('a role that was taken decides nothing any more', async () => {
  const [person, employer] = [await chain.makePerson(), await chain.makeOrganisation()]
  const organisation = await chain.makeOrganisation({ state: 'claimed' })
  await give({ mail: person.mail, role: 'verifier', employer: employer.ref })
  await give({ mail: person.mail, role: 'verifier', is_taken: true })
  const input = {
    ref: organisation.ref,
    outcome: 'verified',
    reason: 'Seen.',
    lang: 'en',
    parent: null,
    accountable: null,
  }
  expect(await act(person, 'check_organisation', input, { version: 1 })).toEqual({ ok: false, reason: 'not_found' })
})
