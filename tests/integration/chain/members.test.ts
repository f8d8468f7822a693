import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { renderMail } from '#app/services/mail/render-mail.ts'
import type { Person } from '../data/open-accounts.ts'
import { act, type Chain, type MadeOrganisation, openChain } from './open-chain.ts'

let chain: Chain
beforeAll(async () => {
  chain = await openChain()
})
afterAll(() => chain?.close())

/** An organisation with its first owner. */
async function makeOwned(): Promise<{ organisation: MadeOrganisation; owner: Person }> {
  const [organisation, owner] = [await chain.makeOrganisation({ state: 'claimed' }), await chain.makePerson()]
  await chain.addMember(owner, organisation)
  return { organisation, owner }
}

const invites = ({ id }: MadeOrganisation, mail: string, role = 'editor') => ({
  organisation: id,
  mail,
  role,
  lang: 'fr',
})
const roleOf = async ({ id }: MadeOrganisation, person: Person) =>
  (
    await chain.query('select role from public.memberships where organisation_id = $1 and user_id = $2', [
      id,
      person.id,
    ])
  )[0]?.role
const changes = ({ id }: MadeOrganisation, person: Person, role: string) => ({
  organisation: id,
  member: person.id,
  role,
})

async function invite(owner: Person, organisation: MadeOrganisation, person: Person, role = 'editor'): Promise<string> {
  const answer = await act(owner, 'invite_member', invites(organisation, person.mail.toUpperCase(), role))
  if (!answer.ok) throw new Error(JSON.stringify(answer))
  return String(answer.receipt?.id)
}

test('whoever reads the address accepts, once; the mail is in the inviter’s language and can be written', async () => {
  const { organisation, owner } = await makeOwned()
  const [person, stranger] = [await chain.makePerson(), await chain.makePerson()]
  const id = await invite(owner, organisation, person, 'reviewer')
  const [mail] = await chain.query('select kind, lang, data::text as data from private.outbox where recipient = $1', [
    person.mail,
  ])
  expect(mail).toMatchObject({ kind: 'invitation', lang: 'fr' })
  const row = { kind: 'invitation', lang: 'fr', data: JSON.parse(String(mail?.data)) }
  expect(renderMail(row, 'https://imarika.example.org')?.text).toContain('https://imarika.example.org/fr/invitations')

  expect((await person.db.rpc('my_invitations')).data).toMatchObject([{ id, role: 'reviewer' }])
  expect((await stranger.db.rpc('my_invitations')).data).toEqual([])
  expect(await act(stranger, 'accept_invitation', { id }, { version: 1 })).toEqual({ ok: false, reason: 'not_found' })
  expect(await act(person, 'accept_invitation', { id }, { version: 3 })).toEqual({
    ok: false,
    reason: 'version_differs',
  })
  const actKey = randomUUID()
  const first = await act(person, 'accept_invitation', { id }, { version: 1, actKey })
  expect(first).toMatchObject({ ok: true, receipt: { ref: organisation.ref } })
  expect(await act(person, 'accept_invitation', { id }, { version: 1, actKey })).toEqual(first)
  expect(await roleOf(organisation, person)).toBe('reviewer')
  expect(await act(person, 'accept_invitation', { id }, { version: 2 })).toMatchObject({
    ok: false,
    reason: 'wrong_state',
  })
})

test('only owners invite and take back; to strangers the organisation does not exist', async () => {
  const { organisation, owner } = await makeOwned()
  const [editor, viewer, stranger, person] = [
    await chain.makePerson(),
    await chain.makePerson(),
    await chain.makePerson(),
    await chain.makePerson(),
  ]
  await chain.addMember(editor, organisation, 'editor')
  await chain.addMember(viewer, organisation, 'viewer')
  const input = invites(organisation, person.mail)
  for (const member of [editor, viewer])
    expect(await act(member, 'invite_member', input)).toMatchObject({ ok: false, reason: 'role_missing' })
  expect(await act(stranger, 'invite_member', input)).toEqual({ ok: false, reason: 'not_found' })
  const id = await invite(owner, organisation, person)
  expect(await act(editor, 'withdraw_invitation', { id }, { version: 1 })).toMatchObject({ reason: 'not_found' })
  for (const other of [stranger, person])
    expect(await act(other, 'withdraw_invitation', { id }, { version: 1 })).toEqual({ ok: false, reason: 'not_found' })
  expect(await act(owner, 'withdraw_invitation', { id }, { version: 1 })).toMatchObject({ ok: true })
  expect(await act(person, 'accept_invitation', { id }, { version: 2 })).toMatchObject({
    ok: false,
    reason: 'wrong_state',
  })
  expect(await roleOf(organisation, person)).toBeUndefined()
})

test('an address is invited once at a time and not where it acts already; what is no address is refused', async () => {
  const { organisation, owner } = await makeOwned()
  const person = await chain.makePerson()
  await invite(owner, organisation, person)
  expect(await act(owner, 'invite_member', invites(organisation, person.mail))).toEqual({
    ok: false,
    reason: 'asked_already',
  })
  expect(await act(owner, 'invite_member', invites(organisation, owner.mail))).toEqual({
    ok: false,
    reason: 'member_already',
  })
  for (const mail of [
    'nobody',
    'a@b',
    'a b@example.org',
    'a@example.org,b@example.org',
    '<a@example.org>',
    'a@example.org\nBcc: x',
  ])
    expect(await act(owner, 'invite_member', invites(organisation, mail))).toMatchObject({
      reason: 'input_invalid',
      field: 'mail',
    })
  expect(await act(owner, 'invite_member', invites(organisation, 'x@example.org', 'admin'))).toMatchObject({
    reason: 'input_invalid',
    field: 'role',
  })
})

test('an invitation runs out, and another may follow; twenty a day and no more', async () => {
  const { organisation, owner } = await makeOwned()
  const person = await chain.makePerson()
  const id = await invite(owner, organisation, person)
  await chain.query(`update public.invitations set expires_at = now() - interval '1 second' where id = $1`, [id])
  expect(await act(person, 'accept_invitation', { id }, { version: 1 })).toEqual({ ok: false, reason: 'too_late' })
  expect((await person.db.rpc('my_invitations')).data).toEqual([])
  const again = await invite(owner, organisation, person)
  expect(await act(person, 'accept_invitation', { id: again }, { version: 1 })).toMatchObject({ ok: true })
  for (let n = 2; n < 20; n++)
    expect(await act(owner, 'invite_member', invites(organisation, `n${n}@example.org`))).toMatchObject({ ok: true })
  expect(await act(owner, 'invite_member', invites(organisation, 'last@example.org'))).toEqual({
    ok: false,
    reason: 'too_often',
  })
})

test('an address that was not proven accepts nothing', async () => {
  const { organisation, owner } = await makeOwned()
  const person = await chain.makePerson()
  const id = await invite(owner, organisation, person)
  await chain.query('update auth.users set email_confirmed_at = null where id = $1', [person.id])
  expect(await act(person, 'accept_invitation', { id }, { version: 1 })).toMatchObject({ ok: false })
  expect(await roleOf(organisation, person)).toBeUndefined()
})

test('an owner changes roles and ends memberships; nobody else does, but anybody leaves', async () => {
  const { organisation, owner } = await makeOwned()
  const [editor, viewer, stranger] = [await chain.makePerson(), await chain.makePerson(), await chain.makePerson()]
  await chain.addMember(editor, organisation, 'editor')
  await chain.addMember(viewer, organisation, 'viewer')
  for (const [who, whom, role] of [
    [editor, editor, 'owner'],
    [editor, viewer, 'none'],
    [viewer, owner, 'none'],
  ] as const)
    expect(await act(who, 'change_member', changes(organisation, whom, role))).toMatchObject({ reason: 'role_missing' })
  expect(await act(stranger, 'change_member', changes(organisation, viewer, 'none'))).toEqual({
    ok: false,
    reason: 'not_found',
  })
  expect(await act(stranger, 'change_member', changes(organisation, stranger, 'owner'))).toEqual({
    ok: false,
    reason: 'not_found',
  })
  expect(await act(owner, 'change_member', changes(organisation, stranger, 'editor'))).toEqual({
    ok: false,
    reason: 'not_found',
  })
  expect(await act(owner, 'change_member', changes(organisation, viewer, 'reviewer'))).toMatchObject({ ok: true })
  expect(await roleOf(organisation, viewer)).toBe('reviewer')
  expect(await act(editor, 'change_member', changes(organisation, editor, 'none'))).toMatchObject({ ok: true })
  expect(await roleOf(organisation, editor)).toBeUndefined()
  expect(
    await act(owner, 'change_member', { ...changes(organisation, viewer, 'none'), organisation: 'x' }),
  ).toMatchObject({
    ok: false,
    reason: 'input_invalid',
    field: 'organisation',
  })
  const other = await makeOwned()
  expect(await act(other.owner, 'change_member', changes(organisation, viewer, 'none'))).toEqual({
    ok: false,
    reason: 'not_found',
  })
})

test('one owner always stays, also where two let each other go at once', async () => {
  const { organisation, owner } = await makeOwned()
  for (const role of ['none', 'editor'])
    expect(await act(owner, 'change_member', changes(organisation, owner, role))).toEqual({
      ok: false,
      reason: 'last_owner',
    })
  const second = await chain.makePerson()
  await chain.addMember(second, organisation)
  const answers = await Promise.all([
    act(owner, 'change_member', changes(organisation, second, 'none')),
    act(second, 'change_member', changes(organisation, owner, 'none')),
  ])
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
  const owners = `select 1 from public.memberships where organisation_id = $1 and role = 'owner'`
  expect(await chain.query(owners, [organisation.id])).toHaveLength(1)
})

test('members see each other, addresses are for owners alone, and nobody else sees either', async () => {
  const { organisation, owner } = await makeOwned()
  const [viewer, stranger] = [await chain.makePerson(), await chain.makePerson()]
  await chain.addMember(viewer, organisation, 'viewer')
  const seenBy = async ({ db }: Person) => (await db.rpc('members_of', { organisation: organisation.id })).data
  expect(await seenBy(owner)).toMatchObject([{ mail: owner.mail }, { mail: viewer.mail }])
  expect(await seenBy(viewer)).toMatchObject([{ mail: null }, { mail: null }])
  expect(await seenBy(stranger)).toEqual([])
  const sent = async ({ db }: Person) => (await db.from('invitations').select('id')).data
  await invite(owner, organisation, stranger)
  expect([await sent(owner), await sent(viewer), await sent(stranger)].map(rows => rows?.length)).toEqual([1, 0, 0])
})
