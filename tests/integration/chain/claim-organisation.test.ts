import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Json } from '#app/data/database.types.ts'
import type { Person } from '../data/open-accounts.ts'
import { act, type Chain, type MadeOrganisation, openChain } from './open-chain.ts'

let chain: Chain
let coordinator: Person
beforeAll(async () => {
  chain = await openChain()
  coordinator = await chain.makePerson()
  await chain.giveRole(coordinator, 'coordinator')
})
afterAll(() => chain?.close())

const statement = 'I lead its office of research.'
const asks = ({ ref }: MadeOrganisation, overrides: Record<string, Json> = {}) => ({
  organisation: ref,
  statement,
  lang: 'en',
  ...overrides,
})

const listed = (overrides: Parameters<Chain['makeOrganisation']>[0] = {}) =>
  chain.makeOrganisation({ state: 'listed', origin: 'imported', domain: 'uni.example.net', ...overrides })

/** Somebody whose confirmed address is at this domain. */
async function makePersonAt(domain: string): Promise<Person> {
  const person = await chain.makePerson()
  await chain.query('update auth.users set email = $1 where id = $2', [`${randomUUID()}@${domain}`, person.id])
  return person
}

const stateOf = async ({ id }: MadeOrganisation) =>
  (await chain.query('select state from public.organisations where id = $1', [id]))[0]?.state
const rolesIn = ({ id }: MadeOrganisation) =>
  chain.query('select user_id, role from public.memberships where organisation_id = $1', [id])
const toldTo = async ({ id }: Person) =>
  (await chain.query('select kind from public.notifications where user_id = $1 order by created_at, id', [id])).map(
    ({ kind }) => kind,
  )

/** Asks with the approval of a coordinator or of owners still to come; returns the key of the request. */
async function askFor(
  person: Person,
  organisation: MadeOrganisation,
  command: 'claim_organisation' | 'ask_membership',
) {
  const answer = await act(person, command, asks(organisation))
  if (!answer.ok) throw new Error(JSON.stringify(answer))
  return String(answer.receipt?.id)
}

const decision = (id: string, overrides: Record<string, Json> = {}) => ({
  id,
  outcome: 'approved',
  role: null,
  reason: 'The office confirmed it by phone.',
  lang: 'en',
  ...overrides,
})

test.each(['uni.example.net', 'cs.uni.example.net', 'UNI.example.net'])(
  'an address at %s claims the university at once, and its way is on record',
  async domain => {
    const [organisation, person] = [await listed(), await makePersonAt(domain)]
    const answer = await act(person, 'claim_organisation', asks(organisation))
    expect(answer).toMatchObject({ ok: true, receipt: { ref: organisation.ref, state: 'claimed' } })
    expect(await stateOf(organisation)).toBe('claimed')
    expect(await rolesIn(organisation)).toEqual([{ user_id: person.id, role: 'owner' }])
    const audit = `select details ->> 'way' as way from public.audit_log where subject_id = $1 and command = 'claim_organisation'`
    expect(await chain.query(audit, [organisation.id])).toEqual([{ way: 'domain' }])
  },
)

test.each([
  ['another domain that ends alike', 'eviluni.example.net', {}],
  ['a domain above it', 'example.net', {}],
  ['a host at which anybody gets an address', 'gmail.com', { domain: 'gmail.com' }],
  ['such a host in another country', 'yahoo.com.br', { domain: 'yahoo.com.br' }],
  ['a list that names a whole ending', 'uni.net', { domain: 'net' }],
  ['a list that names no domain', 'uni.example.net', { domain: null }],
  ['a government', 'uni.example.net', { kind: 'government' }],
  ['a company', 'uni.example.net', { kind: 'company' }],
] as const)('%s is no proof: a coordinator decides', async (_, domain, overrides) => {
  const [organisation, person] = [await listed(overrides), await makePersonAt(domain)]
  expect(await act(person, 'claim_organisation', asks(organisation))).toMatchObject({
    ok: true,
    receipt: { state: 'waiting' },
  })
  expect(await stateOf(organisation)).toBe('listed')
  expect(await rolesIn(organisation)).toEqual([])
})

test('a university that promised something is claimed by approval alone', async () => {
  const [organisation, person] = [await listed(), await makePersonAt('uni.example.net')]
  await chain.query(
    `insert into public.commitments (id, ref, origin, title, lang, kind, topic, accountable_id, source_url, source_publisher, source_kind, checked_on)
     values (gen_random_uuid(), $1, 'imported', 'A promise', 'en', 'training', 'Skills', $2, 'https://example.org', 'Example', 'official', '2026-01-01')`,
    ['X1', organisation.id],
  )
  expect(await act(person, 'claim_organisation', asks(organisation))).toMatchObject({ receipt: { state: 'waiting' } })
})

test('a claim that waits is decided by a coordinator, with a reason that the person is told', async () => {
  const [organisation, person] = [await listed({ kind: 'government' }), await chain.makePerson()]
  const id = await askFor(person, organisation, 'claim_organisation')
  expect(await toldTo(coordinator)).toContain('claim_to_decide')
  const decided = await act(coordinator, 'decide_membership', decision(id), { version: 1 })
  expect(decided).toMatchObject({ ok: true, receipt: { id, ref: organisation.ref, version: 2 } })
  expect(await stateOf(organisation)).toBe('claimed')
  expect(await rolesIn(organisation)).toEqual([{ user_id: person.id, role: 'owner' }])
  expect(await toldTo(person)).toEqual(['claim_decided'])
  // No words of anybody are in the audit.
  const audit = await chain.query('select details::text as said from public.audit_log where subject_id = $1', [
    organisation.id,
  ])
  for (const { said } of audit) expect(said).not.toMatch(/phone|office/)
})

test('a claim that was refused leaves the organisation as it was; another may follow', async () => {
  const [organisation, person] = [await listed({ kind: 'government' }), await chain.makePerson()]
  const id = await askFor(person, organisation, 'claim_organisation')
  expect(await act(person, 'claim_organisation', asks(organisation))).toEqual({ ok: false, reason: 'asked_already' })
  await act(coordinator, 'decide_membership', decision(id, { outcome: 'refused' }), { version: 1 })
  expect(await stateOf(organisation)).toBe('listed')
  expect(await rolesIn(organisation)).toEqual([])
  expect(await act(person, 'claim_organisation', asks(organisation))).toMatchObject({ ok: true })
})

test('the second of two claims cannot be approved any more, and the first cannot be decided twice', async () => {
  const [organisation, one, other] = [
    await listed({ kind: 'company' }),
    await chain.makePerson(),
    await chain.makePerson(),
  ]
  const first = await askFor(one, organisation, 'claim_organisation')
  const second = await askFor(other, organisation, 'claim_organisation')
  const answers = await Promise.all([
    act(coordinator, 'decide_membership', decision(first), { version: 1 }),
    act(coordinator, 'decide_membership', decision(second), { version: 1 }),
  ])
  expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true])
  expect(await rolesIn(organisation)).toHaveLength(1)
  const [done] = answers[0]?.ok ? [first] : [second]
  expect(await act(coordinator, 'decide_membership', decision(String(done)), { version: 2 })).toMatchObject({
    ok: false,
    reason: 'wrong_state',
  })
})

test('whoever may not decide a claim does not learn that it exists; nobody decides their own', async () => {
  const organisation = await listed({ kind: 'government' })
  const [person, stranger, verifier, demonstrator] = [
    await chain.makePerson(),
    await chain.makePerson(),
    await chain.makePerson(),
    await chain.makePerson(),
  ]
  await chain.giveRole(verifier, 'verifier', { employer: await chain.makeOrganisation() })
  await chain.giveRole(demonstrator, 'coordinator')
  await chain.query(`update public.platform_roles set world = 'demonstration' where user_id = $1`, [demonstrator.id])
  const id = await askFor(person, organisation, 'claim_organisation')
  for (const other of [stranger, verifier, demonstrator, person])
    expect(await act(other, 'decide_membership', decision(id), { version: 1 })).toEqual({
      ok: false,
      reason: 'not_found',
    })
  const own = await askFor(coordinator, organisation, 'claim_organisation')
  expect(await act(coordinator, 'decide_membership', decision(own), { version: 1 })).toMatchObject({
    ok: false,
    reason: 'conflict_of_interest',
  })
  expect(await act(coordinator, 'decide_membership', decision(id), { version: 7 })).toEqual({
    ok: false,
    reason: 'version_differs',
  })
  expect(await stateOf(organisation)).toBe('listed')
})

test('owners decide who joins and as what; editors, strangers and coordinators do not', async () => {
  const organisation = await chain.makeOrganisation({ state: 'claimed' })
  const [owner, editor, person, stranger] = [
    await chain.makePerson(),
    await chain.makePerson(),
    await chain.makePerson(),
    await chain.makePerson(),
  ]
  await chain.addMember(owner, organisation)
  await chain.addMember(editor, organisation, 'editor')
  const id = await askFor(person, organisation, 'ask_membership')
  expect(await toldTo(owner)).toEqual(['join_to_decide'])
  expect(await toldTo(editor)).toEqual([])
  for (const other of [editor, stranger, coordinator, person])
    expect(await act(other, 'decide_membership', decision(id, { role: 'owner' }), { version: 1 })).toEqual({
      ok: false,
      reason: 'not_found',
    })
  expect(await act(owner, 'decide_membership', decision(id), { version: 1 })).toEqual({
    ok: false,
    reason: 'input_invalid',
    field: 'role',
  })
  const joined = await act(owner, 'decide_membership', decision(id, { role: 'reviewer' }), { version: 1 })
  expect(joined).toMatchObject({ ok: true })
  expect(await rolesIn(organisation)).toContainEqual({ user_id: person.id, role: 'reviewer' })
  expect(await toldTo(person)).toEqual(['join_decided'])
  expect(await act(person, 'ask_membership', asks(organisation))).toEqual({ ok: false, reason: 'member_already' })
})

test('whoever asked takes it back, nobody else does; then nothing is left to decide', async () => {
  const organisation = await chain.makeOrganisation({ state: 'verified' })
  const [owner, person] = [await chain.makePerson(), await chain.makePerson()]
  await chain.addMember(owner, organisation)
  const id = await askFor(person, organisation, 'ask_membership')
  expect(await act(owner, 'withdraw_membership', { id }, { version: 1 })).toEqual({ ok: false, reason: 'not_found' })
  expect(await act(person, 'withdraw_membership', { id }, { version: 2 })).toEqual({
    ok: false,
    reason: 'version_differs',
  })
  expect(await act(person, 'withdraw_membership', { id }, { version: 1 })).toMatchObject({ ok: true })
  expect(await act(owner, 'decide_membership', decision(id, { role: 'viewer' }), { version: 2 })).toMatchObject({
    ok: false,
    reason: 'wrong_state',
    state: 'withdrawn',
  })
})

test('only a listed organisation is claimed, only one with owners is joined, none of the demonstration is either', async () => {
  const person = await makePersonAt('uni.example.net')
  for (const state of ['claimed', 'verified'] as const) {
    const organisation = await chain.makeOrganisation({ state, domain: 'uni.example.net' })
    expect(await act(person, 'claim_organisation', asks(organisation))).toEqual({
      ok: false,
      reason: 'wrong_state',
      state,
    })
    expect(await rolesIn(organisation)).toEqual([])
  }
  expect(await act(person, 'ask_membership', asks(await listed()))).toMatchObject({ ok: false, reason: 'wrong_state' })
  const invented = await chain.makeOrganisation({ origin: 'demonstration' })
  for (const command of ['claim_organisation', 'ask_membership'] as const) {
    expect(await act(person, command, asks(invented))).toEqual({ ok: false, reason: 'not_found' })
    expect(await act(person, command, asks({ id: '', ref: 'none' }))).toEqual({ ok: false, reason: 'not_found' })
    expect(await act(person, command, asks(invented, { statement: ' ' }))).toMatchObject({ reason: 'input_invalid' })
    expect(await act(person, command, asks(invented, { role: 'owner' }))).toMatchObject({ reason: 'input_invalid' })
    expect(await act({ db: chain.anon }, command, asks(invented)).catch(() => 'no right')).toBe('no right')
  }
})

test('two who claim at once: one owns it, the other is told that it is no longer listed; the same act twice is one', async () => {
  const organisation = await listed()
  const people = [await makePersonAt('uni.example.net'), await makePersonAt('uni.example.net')] as const
  const actKey = randomUUID()
  const answers = await Promise.all([
    act(people[0], 'claim_organisation', asks(organisation), { actKey }),
    act(people[0], 'claim_organisation', asks(organisation), { actKey }),
    act(people[1], 'claim_organisation', asks(organisation)),
  ])
  expect(answers[0]).toEqual(answers[1])
  expect(answers.filter(({ ok }) => ok)).toHaveLength(answers[0]?.ok ? 2 : 1)
  expect(await rolesIn(organisation)).toHaveLength(1)
})

test('a person reads their own request, owners those to join, coordinators those to claim, and nobody else', async () => {
  const organisation = await chain.makeOrganisation({ state: 'claimed' })
  const [owner, person, stranger] = [await chain.makePerson(), await chain.makePerson(), await chain.makePerson()]
  await chain.addMember(owner, organisation)
  const id = await askFor(person, organisation, 'ask_membership')
  const seenBy = async ({ db }: Pick<Person, 'db'>) =>
    (await db.from('membership_requests').select('id').eq('id', id)).data?.length ?? 0
  expect([await seenBy(person), await seenBy(owner)]).toEqual([1, 1])
  expect([await seenBy(stranger), await seenBy(coordinator), await seenBy({ db: chain.anon })]).toEqual([0, 0, 0])
  const askerFor = async ({ db }: Person) =>
    (await db.from('membership_request_records').select('asker').eq('id', id)).data?.map(({ asker }) => asker)
  expect(await askerFor(owner)).toMatchObject([{ mail: person.mail }])
  expect([await askerFor(person), await askerFor(coordinator)]).toEqual([[null], []])
})
