import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Json } from '#app/data/database.types.ts'
import type { Person } from '../data/open-accounts.ts'
import { act, type Chain, type MadeOrganisation, openChain } from './open-chain.ts'

let chain: Chain
let verifier: Person
let employer: MadeOrganisation
beforeAll(async () => {
  chain = await openChain()
  employer = await chain.makeOrganisation({ kind: 'civil_society' })
  verifier = await makeVerifier(employer)
})
afterAll(() => chain?.close())

async function makeVerifier(works: MadeOrganisation): Promise<Person> {
  const person = await chain.makePerson()
  await chain.giveRole(person, 'verifier', { employer: works })
  return person
}

const claimed = (overrides: Parameters<Chain['makeOrganisation']>[0] = {}) =>
  chain.makeOrganisation({ state: 'claimed', ...overrides })

const finding = (
  { ref }: Pick<MadeOrganisation, 'ref'>,
  overrides: Record<string, Json> = {},
): Record<string, Json> => ({
  ref,
  outcome: 'verified',
  reason: 'Its register entry names the owner.',
  lang: 'en',
  parent: null,
  accountable: null,
  ...overrides,
})

const rowOf = async ({ id }: MadeOrganisation) =>
  (
    await chain.query(
      'select state, name, kind, iso2, version, parent_id, accountable_body_id from public.organisations where id = $1',
      [id],
    )
  )[0]
const checksOf = ({ id }: MadeOrganisation) =>
  chain.query('select outcome, reason from public.organisation_checks where organisation_id = $1 order by checked_at', [
    id,
  ])

test('a verifier finds it to be what it says: everybody reads why, its owners are told, name and kind stay', async () => {
  const [organisation, owner, parent, ministry] = [
    await claimed(),
    await chain.makePerson(),
    await chain.makeOrganisation(),
    await chain.makeOrganisation({ kind: 'government' }),
  ]
  await chain.addMember(owner, organisation)
  const before = await rowOf(organisation)
  const actKey = randomUUID()
  const input = finding(organisation, { parent: parent.ref, accountable: ministry.ref })
  const first = await act(verifier, 'check_organisation', input, { version: 1, actKey })
  expect(first).toMatchObject({ ok: true, receipt: { ref: organisation.ref, version: 2 } })
  expect(await act(verifier, 'check_organisation', input, { version: 1, actKey })).toEqual(first)
  expect(await rowOf(organisation)).toEqual({
    ...before,
    state: 'verified',
    version: '2',
    parent_id: parent.id,
    accountable_body_id: ministry.id,
  })
  const read = await chain.anon
    .from('organisation_checks')
    .select('outcome, reason')
    .eq('organisation_id', organisation.id)
  expect(read.data).toEqual([{ outcome: 'verified', reason: 'Its register entry names the owner.' }])
  const told = await chain.query('select kind from public.notifications where user_id = $1', [owner.id])
  expect(told).toEqual([{ kind: 'organisation_checked' }])
})

test('not proven: it stays claimed, and one that was verified is so no longer', async () => {
  for (const state of ['claimed', 'verified'] as const) {
    const organisation = await chain.makeOrganisation({ state })
    const answer = await act(verifier, 'check_organisation', finding(organisation, { outcome: 'refused' }), {
      version: 1,
    })
    expect(answer).toMatchObject({ ok: true })
    expect(await rowOf(organisation)).toMatchObject({ state: 'claimed', version: '2' })
    expect(await checksOf(organisation)).toHaveLength(1)
  }
})

test('nobody but a verifier of the same world verifies, by whatever way', async () => {
  const organisation = await claimed()
  const [owner, stranger, coordinator, admin, player] = [
    await chain.makePerson(),
    await chain.makePerson(),
    await chain.makePerson(),
    await chain.makePerson(),
    await makeVerifier(employer),
  ]
  await chain.addMember(owner, organisation)
  await chain.giveRole(coordinator, 'coordinator')
  await chain.giveRole(admin, 'admin')
  await chain.query(`update public.platform_roles set world = 'demonstration' where user_id = $1`, [player.id])
  for (const person of [owner, stranger, coordinator, admin, player])
    expect(await act(person, 'check_organisation', finding(organisation), { version: 1 })).toEqual({
      ok: false,
      reason: 'not_found',
    })
  expect(await act({ db: chain.anon }, 'check_organisation', finding(organisation)).catch(() => 'no right')).toBe(
    'no right',
  )
  for (const { db } of [owner, verifier]) {
    const { error } = await db.from('organisations').update({ state: 'verified' }).eq('id', organisation.id)
    expect(error?.code).toBe('42501')
    const given = await db
      .from('platform_roles')
      .insert({ user_id: owner.id, role: 'verifier', employer_id: employer.id })
    expect(given.error?.code).toBe('42501')
    const asked = await db.rpc('set_platform_role', {
      mail: owner.mail,
      role: 'verifier',
      country: null as unknown as string,
      employer: employer.ref,
      is_taken: false,
    })
    expect(asked.error?.code).toBe('42501')
  }
  const invented = await claimed({ origin: 'demonstration' })
  expect(await act(verifier, 'check_organisation', finding(invented), { version: 1 })).toMatchObject({
    reason: 'not_found',
  })
  expect(await rowOf(organisation)).toMatchObject({ state: 'claimed', version: '1' })
  expect(await checksOf(organisation)).toEqual([])
})

test('no verifier looks at their employer, at its branches, at what stands above it, or makes one its branch', async () => {
  const head = await claimed()
  const branch = await claimed({ parentId: head.id })
  const sister = await claimed({ parentId: head.id })
  const other = await claimed()
  const ofBranch = await makeVerifier(branch)
  for (const organisation of [head, branch, sister])
    expect(await act(ofBranch, 'check_organisation', finding(organisation), { version: 1 })).toEqual({
      ok: false,
      reason: 'conflict_of_interest',
    })
  for (const named of [{ parent: branch.ref }, { accountable: sister.ref }] as Record<string, string>[])
    expect(await act(ofBranch, 'check_organisation', finding(other, named), { version: 1 })).toEqual({
      ok: false,
      reason: 'conflict_of_interest',
    })
  expect(await rowOf(other)).toMatchObject({ state: 'claimed', parent_id: null, accountable_body_id: null })
  expect(await act(ofBranch, 'check_organisation', finding(other), { version: 1 })).toMatchObject({ ok: true })
})

test('no verifier looks at an organisation they act for, founded, asked to join, or left', async () => {
  const conflict = { ok: false, reason: 'conflict_of_interest' }
  const person = await makeVerifier(employer)
  const organisation = await claimed()
  await chain.addMember(person, organisation, 'viewer')
  expect(await act(person, 'check_organisation', finding(organisation), { version: 1 })).toEqual(conflict)

  const founded = await act(person, 'register_organisation', {
    name: 'A university of one',
    lang: 'en',
    kind: 'university',
    country: 'KE',
    homepage: null,
  })
  const own = { id: String(founded.receipt?.id), ref: String(founded.receipt?.ref) }
  const second = await chain.makePerson()
  await chain.addMember(second, own)
  const left = await act(person, 'change_member', { organisation: own.id, member: person.id, role: 'none' })
  expect(left).toMatchObject({ ok: true })
  expect(await act(person, 'check_organisation', finding(own), { version: 1 })).toEqual(conflict)
  expect(await rowOf(own)).toMatchObject({ state: 'claimed' })

  const asked = await claimed()
  await act(person, 'ask_membership', { organisation: asked.ref, statement: 'I work there.', lang: 'en' })
  expect(await act(person, 'check_organisation', finding(asked), { version: 1 })).toEqual(conflict)
})

test('what stands above must be known, of the same world and in no circle', async () => {
  const organisation = await claimed()
  const branch = await claimed({ parentId: organisation.id })
  const invented = await chain.makeOrganisation({ origin: 'demonstration' })
  for (const [named, reason] of [
    [{ parent: 'o-none' }, 'organisation_unknown'],
    [{ accountable: 'o-none' }, 'organisation_unknown'],
    [{ parent: invented.ref }, 'organisation_unknown'],
    [{ parent: organisation.ref }, 'in_a_circle'],
    [{ parent: branch.ref }, 'in_a_circle'],
    [{ accountable: branch.ref }, 'in_a_circle'],
  ] as const)
    expect(await act(verifier, 'check_organisation', finding(organisation, named), { version: 1 })).toEqual({
      ok: false,
      reason,
    })
  expect(await rowOf(organisation)).toMatchObject({ state: 'claimed', version: '1' })
})

test('two findings at once close no circle', async () => {
  const [one, other] = [await claimed(), await claimed()]
  const answers = await Promise.all([
    act(verifier, 'check_organisation', finding(one, { parent: other.ref }), { version: 1 }),
    act(verifier, 'check_organisation', finding(other, { parent: one.ref }), { version: 1 }),
  ])
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
})

test.each([
  ['a reason that says nothing', { reason: ' ' }, 'input_invalid', 'reason'],
  ['an outcome that is none', { outcome: 'trusted' }, 'input_invalid', 'outcome'],
  ['a name of its own', { name: 'Another' }, 'input_invalid', 'name'],
])('%s is refused', async (_, overrides, reason, field) => {
  const organisation = await claimed()
  expect(await act(verifier, 'check_organisation', finding(organisation, overrides), { version: 1 })).toEqual({
    ok: false,
    reason,
    field,
  })
})

test('what nobody has claimed is not verified, nor what changed since it was read, nor what does not exist', async () => {
  const organisation = await chain.makeOrganisation({ state: 'listed', origin: 'imported' })
  expect(await act(verifier, 'check_organisation', finding(organisation), { version: 1 })).toMatchObject({
    reason: 'wrong_state',
  })
  const other = await claimed()
  expect(await act(verifier, 'check_organisation', finding(other), { version: 2 })).toEqual({
    ok: false,
    reason: 'version_differs',
  })
  expect(await act(verifier, 'check_organisation', finding({ ref: 'o-none' }), { version: 1 })).toEqual({
    ok: false,
    reason: 'not_found',
  })
})

test('a verifier sees the owners, who are to be checked, and no other member; strangers and coordinators see nobody', async () => {
  const organisation = await claimed()
  const [owner, editor, coordinator] = [await chain.makePerson(), await chain.makePerson(), await chain.makePerson()]
  await chain.addMember(owner, organisation)
  await chain.addMember(editor, organisation, 'editor')
  await chain.giveRole(coordinator, 'coordinator')
  const seenBy = async ({ db }: Person) =>
    (await db.rpc('members_of', { organisation: organisation.id })).data?.map(({ mail }) => mail)
  expect(await seenBy(verifier)).toEqual([owner.mail])
  expect(await seenBy(coordinator)).toEqual([])
  const invented = await claimed({ origin: 'demonstration' })
  await chain.addMember(owner, invented)
  expect((await verifier.db.rpc('members_of', { organisation: invented.id })).data).toEqual([])
})

test('the list of what waits is for verifiers, the longest waiting first', async () => {
  const stranger = await chain.makePerson()
  const organisation = await claimed()
  const seenBy = async ({ db }: Person) => (await db.rpc('organisations_to_check')).data?.map(({ ref }) => ref) ?? []
  expect(await seenBy(stranger)).toEqual([])
  const seen = await seenBy(verifier)
  expect(seen).toContain(organisation.ref)
  expect(seen.at(-1)).toBe(organisation.ref)
})
