import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { findDelivery, findMyPart, listMyVerifications } from '#app/data/deliveries.server.ts'
import { listNotifications, listTasks } from '#app/data/today.server.ts'
import { toldOutcome } from '#app/domain/today/notification.ts'
import type { Person } from '../data/open-accounts.ts'
import { act } from './open-chain.ts'
import { type Deliveries, openDeliveries } from './open-deliveries.ts'

let site: Deliveries
beforeAll(async () => {
  site = await openDeliveries()
})
afterAll(() => site?.close())
beforeEach(async () => {
  // Each test begins with one verifier who has nothing open.
  await site.query("update public.verification_assignments set state = 'handed_back' where state = 'open'")
  await site.query("delete from public.platform_roles where role = 'verifier' and user_id <> $1", [
    site.people.verifier.id,
  ])
})

type Step = { ref: string; version: number }
const verify = (delivery: Step, overrides = {}, by: Pick<Person, 'db'> = site.people.verifier) =>
  act(by, 'verify_delivery', site.verifyOf(delivery, overrides), { version: delivery.version })
const handBack = (delivery: Step, by: Pick<Person, 'db'> = site.people.verifier) =>
  act(
    by,
    'hand_back_assignment',
    { ref: delivery.ref, reason: 'I know them.', lang: 'en' },
    { version: delivery.version },
  )
const drawnFor = async ({ ref }: Step) => {
  const [row] = await site.query(
    `select a.verifier_id from public.verification_assignments a join public.deliveries d on d.id = a.delivery_id
     where d.ref = $1 and a.state = 'open'`,
    [ref],
  )
  return row?.verifier_id ?? null
}
const confirmed = async () =>
  site.confirm(await site.report(), { outcome: 'partly', quantity: 8, note: 'Four never came.' })

async function anotherVerifier(employer = site.employer, world = 'real'): Promise<Person> {
  const person = await site.makePerson()
  await site.giveRole(person, 'verifier', { employer })
  if (world !== 'real')
    await site.query('update public.platform_roles set world = $1 where user_id = $2', [world, person.id])
  return person
}

test('whoever was drawn verifies at most what was confirmed, once', async () => {
  const delivery = await confirmed()
  expect((await listMyVerifications(site.people.verifier.db))[0]).toMatchObject({ ref: delivery.ref, state: 'open' })
  expect(await verify(delivery, { quantity: 9 })).toMatchObject({ reason: 'above_confirmed', left: 8 })
  expect(await verify(delivery, { quantity: 0 })).toMatchObject({ reason: 'quantity_nought' })
  expect(await verify(delivery, { reason: ' ' })).toMatchObject({ reason: 'input_invalid' })
  expect(await verify(delivery, { interest: 'declared' })).toMatchObject({ reason: 'interest_declared' })
  expect(await site.standing(delivery)).toMatchObject({ verified: '0' })
  expect(await verify(delivery, { quantity: 7 })).toMatchObject({ ok: true, receipt: { counts: true } })
  expect(await site.standing(delivery)).toMatchObject({ state: 'verified', confirmed: '8', verified: '7' })
  expect(await verify({ ...delivery, version: 3 })).toMatchObject({ reason: 'not_found' })
  // Whose task it was is told that it is over; to everybody else the page is not there.
  const part = ({ db }: Pick<Person, 'db'>) => findMyPart(db, delivery.ref)
  expect(await part(site.people.verifier)).toMatchObject({ isDrawn: false, wasDrawn: true })
  expect(await part(site.people.stranger)).toMatchObject({ isDrawn: false, wasDrawn: false })
})

test('to everybody who was not drawn the task does not exist', async () => {
  const delivery = await confirmed()
  const other = await anotherVerifier()
  const { giver, taker, coordinator, stranger } = site.people
  for (const person of [giver, taker, coordinator, stranger, other]) {
    expect(await verify(delivery, {}, person)).toMatchObject({ reason: 'not_found' })
    expect(await handBack(delivery, person)).toMatchObject({ reason: 'not_found' })
  }
  expect(await verify(delivery, {}, { db: site.anon }).catch(() => 'no right')).toBe('no right')
})

test('nothing is proven by evidence that nobody opened, and nothing rejected by whoever did not try', async () => {
  const delivery = await confirmed()
  for (const looked of [[], ['opened', 'opened'], ['unopenable'], ['not_needed']])
    expect(await verify(delivery, { looked }), String(looked)).toMatchObject({ reason: 'evidence_not_opened' })
  expect(await verify(delivery, { looked: ['seen'] })).toMatchObject({ reason: 'input_invalid', field: 'looked' })
  const rejects = { outcome: 'rejected', quantity: null }
  expect(await verify(delivery, { ...rejects, looked: ['not_needed'] })).toMatchObject({
    reason: 'evidence_not_opened',
  })
  expect(await verify(delivery, { ...rejects, quantity: 7 })).toMatchObject({ reason: 'quantity_contradicts' })
  expect(await site.standing(delivery)).toMatchObject({ state: 'partly_confirmed', verified: '0' })
  expect(await verify(delivery, { ...rejects, looked: ['unopenable'] })).toMatchObject({ ok: true })
  const found = await findDelivery(site.anon, delivery.ref)
  expect(found?.verifications).toMatchObject([{ outcome: 'rejected', looked: ['unopenable'] }])
})

test('a rejected delivery has no verified quantity, and everybody reads why', async () => {
  const delivery = await confirmed()
  await site.verify(delivery, { outcome: 'rejected', reason: 'The list names nobody.' })
  expect(await site.standing(delivery)).toMatchObject({ state: 'rejected', verified: '0' })
  const found = await findDelivery(site.anon, delivery.ref)
  expect(found?.verifications).toMatchObject([{ outcome: 'rejected', reason: { text: 'The list names nobody.' } }])
})

test('a task that is handed back goes to another verifier, never to the same again', async () => {
  const delivery = await confirmed()
  expect(await drawnFor(delivery)).toBe(site.people.verifier.id)
  const other = await anotherVerifier()
  expect(await handBack(delivery)).toMatchObject({ ok: true })
  expect(await drawnFor(delivery)).toBe(other.id)
  expect(await handBack(delivery, other)).toMatchObject({ ok: true })
  expect(await drawnFor(delivery)).toBeNull()
  // Everybody reads every draw and how it ended, nobody but coordinators why.
  const found = await findDelivery(site.anon, delivery.ref)
  expect(found?.draws).toMatchObject([
    { among: 1, state: 'handed_back' },
    { among: 1, state: 'handed_back' },
  ])
  expect(JSON.stringify(found)).not.toContain('I know them.')
  const reasons = async ({ db }: Pick<Person, 'db'>) =>
    (await findMyPart(db, delivery.ref)).handedBack.map(({ reason }) => reason.text)
  expect(await reasons(site.people.coordinator)).toEqual(['I know them.', 'I know them.'])
  expect(await reasons(other)).toEqual(['I know them.'])
  for (const person of [site.people.giver, site.people.taker, site.people.stranger])
    expect(await reasons(person)).toEqual([])
  const told = await site.query(
    "select 1 from public.notifications where kind = 'task_handed_back' and subject_ref = $1 and user_id = $2",
    [delivery.ref, site.people.coordinator.id],
  )
  expect(told).toHaveLength(2)
})

test('nobody who is tied to a side, took part, or works in the demonstration is ever drawn', async () => {
  const branch = await site.makeOrganisation({ parentId: site.provider.id })
  const shut = [
    await anotherVerifier(site.provider),
    await anotherVerifier(site.institution),
    await anotherVerifier(branch),
    await anotherVerifier(site.employer, 'demonstration'),
  ]
  const member = await anotherVerifier()
  await site.addMember(member, site.institution, 'viewer')
  await site.giveRole(site.people.taker, 'verifier', { employer: site.employer })
  for (let n = 0; n < 4; n++) {
    const delivery = await confirmed()
    expect(await drawnFor(delivery)).toBe(site.people.verifier.id)
    const found = await findDelivery(site.anon, delivery.ref)
    expect(found?.draws).toMatchObject([{ among: 1, state: 'open' }])
  }
  expect(shut).toHaveLength(4)
})

test('at most five are open per verifier; what waits is drawn by a coordinator once somebody is free', async () => {
  for (let n = 0; n < 5; n++) expect(await drawnFor(await confirmed())).toBe(site.people.verifier.id)
  const waiting = await confirmed()
  expect(await drawnFor(waiting)).toBeNull()
  const told = await site.query(
    "select 1 from public.notifications where kind = 'verifier_missing' and subject_ref = $1 and user_id = $2",
    [waiting.ref, site.people.coordinator.id],
  )
  expect(told).toHaveLength(1)
  const draw = (by: Pick<Person, 'db'>) => act(by, 'draw_verifier', { ref: waiting.ref }, { version: waiting.version })
  expect(await draw(site.people.giver)).toMatchObject({ reason: 'not_found' })
  expect(await draw(site.people.coordinator)).toMatchObject({ reason: 'nobody_free' })
  const other = await anotherVerifier()
  expect(await draw(site.people.coordinator)).toMatchObject({ ok: true })
  expect(await drawnFor(waiting)).toBe(other.id)
  expect(await draw(site.people.coordinator)).toMatchObject({ reason: 'wrong_state' })
})

test('above the threshold the employer sits in another country than the receiver', async () => {
  await site.query("delete from public.platform_roles where role = 'verifier'")
  const home = await site.makeOrganisation({ country: 'KE', kind: 'research_institute' })
  const near = await anotherVerifier(home)
  const money = { measure: 'usd_disbursed', quantity: 100_000 }
  const large = await site.confirm(await site.report(money))
  expect(await drawnFor(large)).toBeNull()
  const small = await site.confirm(await site.report({ ...money, quantity: 99_999 }))
  expect(await drawnFor(small)).toBe(near.id)
  await site.giveRole(site.people.verifier, 'verifier', { employer: site.employer })
  expect(await drawnFor(await site.confirm(await site.report(money)))).toBe(site.people.verifier.id)
})

test('the draw is in the audit: whoever knows the seed computes the same ticket', async () => {
  const delivery = await confirmed()
  const [row] = await site.query(
    `select l.details ->> 'verifier' as verifier, l.details ->> 'among' as among, l.details ->> 'ticket' as ticket,
       encode(sha256(convert_to((l.details ->> 'seed') || d.id::text || (l.details ->> 'verifier'), 'UTF8')), 'hex') as again
     from public.audit_log l join public.deliveries d on d.id = l.subject_id
     where d.ref = $1 and l.command = 'draw_verifier'`,
    [delivery.ref],
  )
  expect(row).toMatchObject({ among: '1', verifier: site.people.verifier.id, again: row?.ticket })
})

test('a verifier who came to belong to a side after the draw finds nothing that counts, and another one is drawn', async () => {
  const delivery = await confirmed()
  await site.addMember(site.people.verifier, site.institution, 'viewer')
  const other = await anotherVerifier()
  expect(await verify(delivery)).toMatchObject({ ok: true, receipt: { counts: false, why_not: 'related' } })
  await site.query('delete from public.memberships where user_id = $1', [site.people.verifier.id])
  expect(await site.standing(delivery)).toMatchObject({ state: 'partly_confirmed', verified: '0' })
  expect(await drawnFor(delivery)).toBe(other.id)
})

test('who reported is told how much was found, and that a rejected report can be corrected, until it is', async () => {
  const told = async () => {
    const [last] = await listNotifications(site.people.giver.db, { after: null, limit: 1 })
    return last && { kind: last.kind, ...toldOutcome(last) }
  }
  const mine = async (ref: string) => (await listTasks(site.people.giver.db)).filter(task => task.ref === ref)
  const found = await confirmed()
  expect(await told()).toMatchObject({ kind: 'delivery_confirmed', code: 'confirmed', n: 8, of: 12 })
  expect(await verify(found, { quantity: 7 })).toMatchObject({ ok: true })
  expect(await told()).toMatchObject({ kind: 'delivery_verified', code: 'verified', n: 7, of: 12 })
  expect(await mine(found.ref)).toEqual([])
  const lost = await confirmed()
  const [task] = (await listTasks(site.people.verifier.db)).filter(({ ref }) => ref === lost.ref)
  expect(task).toMatchObject({ kind: 'delivery_to_verify', amount: { quantity: 12, measure: 'people_trained' } })
  expect(task?.who?.ref).toBe(site.provider.ref)
  const { version } = await site.verify(lost, { outcome: 'rejected', quantity: null })
  expect(await told()).toMatchObject({ kind: 'delivery_verified', code: 'rejected', of: 12 })
  expect(await mine(lost.ref)).toMatchObject([{ kind: 'delivery_to_correct' }])
  const input = {
    ref: lost.ref,
    quantity: 9,
    asOf: '2026-10-02',
    note: 'Three were counted twice.',
    lang: 'en',
    evidenceUrl: 'https://example.org/new',
  }
  expect(await act(site.people.giver, 'correct_delivery', input, { version })).toMatchObject({ ok: true })
  expect(await mine(lost.ref)).toEqual([])
})
