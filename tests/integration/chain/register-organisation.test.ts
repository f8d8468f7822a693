import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Json } from '#app/data/database.types.ts'
import { registerOrganisation } from '#app/services/organisations/register-organisation.server.ts'
import { act, type Chain, openChain } from './open-chain.ts'

let chain: Chain
beforeAll(async () => {
  chain = await openChain()
})
afterAll(() => chain?.close())

const input = (overrides: Record<string, Json> = {}): Record<string, Json> => ({
  name: 'Institut de Diégo',
  lang: 'fr',
  kind: 'research_institute',
  country: 'MG',
  homepage: null,
  ...overrides,
})

test('whoever registers an organisation owns it, and verifiers are told', async () => {
  const [person, verifier] = [await chain.makePerson(), await chain.makePerson()]
  await chain.giveRole(verifier, 'verifier', { employer: await chain.makeOrganisation() })
  const answer = await act(person, 'register_organisation', input())
  expect(answer).toMatchObject({ ok: true, receipt: { ref: expect.stringMatching(/^o-[0-9a-z]{10}$/) } })
  const [row] = await chain.query(
    `select o.state, o.origin, m.role from public.organisations o
     join public.memberships m on m.organisation_id = o.id and m.user_id = $1`,
    [person.id],
  )
  expect(row).toEqual({ state: 'claimed', origin: 'platform', role: 'owner' })
  const told = await chain.query('select kind from public.notifications where user_id = $1', [verifier.id])
  expect(told).toEqual([{ kind: 'organisation_to_check' }])
})

test('the same act twice is one organisation, another body under its key is told apart', async () => {
  const person = await chain.makePerson()
  const actKey = randomUUID()
  const first = await act(person, 'register_organisation', input(), { actKey })
  expect(await act(person, 'register_organisation', input(), { actKey })).toEqual(first)
  const other = await act(person, 'register_organisation', input({ name: 'Another' }), { actKey })
  expect(other).toMatchObject({ ok: false, reason: 'act_key_reused', at: expect.any(String) })
  const rows = await chain.query('select 1 from public.memberships where user_id = $1', [person.id])
  expect(rows).toHaveLength(1)
})

test.each([
  ['a kind that is none', { kind: 'club' }, 'input_invalid', 'kind'],
  ['no name', { name: ' ' }, 'input_invalid', 'name'],
  ['a field of its own', { state: 'verified' }, 'input_invalid', 'state'],
  ['a website that is none', { homepage: 'javascript:alert(1)' }, 'input_invalid', 'homepage'],
  ['a country that is none', { country: 'XX' }, 'country_unknown', undefined],
])('%s is refused, and nothing is left behind', async (_, overrides, reason, field) => {
  const person = await chain.makePerson()
  const answer = await act(person, 'register_organisation', input(overrides))
  expect(answer).toMatchObject({ ok: false, reason, ...(field ? { field } : {}) })
  expect(await chain.query('select 1 from public.memberships where user_id = $1', [person.id])).toEqual([])
  expect(await chain.query('select 1 from private.act_keys where actor = $1', [person.id])).toEqual([])
})

test('its website is kept, up to the longest that the form takes', async () => {
  const person = await chain.makePerson()
  for (const homepage of ['https://example.org', `https://example.org/${'a'.repeat(280)}`]) {
    const { ok, receipt } = await act(person, 'register_organisation', input({ homepage }))
    expect(ok).toBe(true)
    const kept = await chain.query('select homepage from public.organisations where ref = $1', [String(receipt?.ref)])
    expect(kept).toEqual([{ homepage }])
  }
})

test('nobody registers without a session, or more than five a day', async () => {
  expect(await act({ db: chain.anon }, 'register_organisation', input()).catch(() => 'no right')).toBe('no right')
  const person = await chain.makePerson()
  for (let n = 0; n < 5; n++)
    expect(await act(person, 'register_organisation', input({ name: `Organisation ${n}` }))).toMatchObject({ ok: true })
  expect(await act(person, 'register_organisation', input())).toEqual({ ok: false, reason: 'too_often' })
})

test('a form goes through to the receipt; a draft of it is kept until then', async () => {
  const person = await chain.makePerson()
  const form = (more: Record<string, string>) => {
    const posted = new FormData()
    const fields = { act_key: randomUUID(), name: 'Un', lang: 'fr', kind: '', country: 'MG', homepage: '' }
    for (const [name, value] of Object.entries({ ...fields, ...more })) posted.set(name, value)
    return posted
  }
  expect(await registerOrganisation(person.db, form({ intent: 'save_draft' }))).toMatchObject({ isDraftSaved: true })
  const drafts = () =>
    chain.query(`select fields ->> 'name' as name from public.drafts where user_id = $1`, [person.id])
  expect(await drafts()).toEqual([{ name: 'Un' }])
  const refused = await registerOrganisation(person.db, form({}))
  expect(refused).toMatchObject({ ok: false, typed: { name: 'Un' }, errors: { kind: 'missing' } })
  expect(await registerOrganisation(person.db, form({ kind: 'company' }))).toMatchObject({ ok: true })
  expect(await drafts()).toEqual([])
})
