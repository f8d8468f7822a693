import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findDelivery } from '#app/data/deliveries.server.ts'
import { act } from './open-chain.ts'
import { type Deliveries, openDeliveries } from './open-deliveries.ts'

let site: Deliveries
beforeAll(async () => {
  site = await openDeliveries()
})
afterAll(() => site?.close())

const confirm = (delivery: { ref: string; version: number }, overrides = {}, by = site.people.taker) =>
  act(by, 'confirm_delivery', site.confirmOf(delivery, overrides), { version: delivery.version })

test('only owners and editors of the named receiver say what arrived', async () => {
  const delivery = await site.report()
  expect(await confirm(delivery, {}, site.people.viewer)).toMatchObject({ reason: 'role_missing' })
  expect(await confirm(delivery, {}, site.people.giver)).toMatchObject({ reason: 'not_found' })
  expect(await confirm(delivery, {}, site.people.stranger)).toMatchObject({ reason: 'not_found' })
  expect(await confirm(delivery, {}, site.people.coordinator)).toMatchObject({ reason: 'not_found' })
  expect(await confirm({ ref: 'D-0000000000', version: 1 })).toMatchObject({ reason: 'not_found' })
  const anybody = { ...site.people.taker, db: site.anon }
  expect(await confirm(delivery, {}, anybody).catch(() => 'no right')).toBe('no right')
  expect(await site.standing(delivery)).toMatchObject({ state: 'reported', confirmed: '0' })
})

test.each([
  ['more than was reported', { outcome: 'partly', quantity: 13, note: 'x' }, 'quantity_not_between'],
  ['a part that is all', { outcome: 'partly', quantity: 12, note: 'x' }, 'quantity_not_between'],
  ['a part that is nothing', { outcome: 'partly', quantity: 0, note: 'x' }, 'quantity_nought'],
  ['a part without a quantity', { outcome: 'partly', note: 'x' }, 'quantity_missing'],
  ['a part without a word', { outcome: 'partly', quantity: 3 }, 'note_missing'],
  ['nothing without a word', { outcome: 'not' }, 'note_missing'],
  ['all with another quantity beside it', { quantity: 7 }, 'quantity_contradicts'],
  ['a word of its own', { counts: true }, 'input_invalid'],
])('%s is refused, and nothing is left behind', async (_, overrides, reason) => {
  const delivery = await site.report()
  const before = await site.countAll()
  expect(await confirm(delivery, overrides)).toMatchObject({ ok: false, reason })
  expect(await site.countAll()).toEqual(before)
  expect(
    await site.query('select 1 from private.delivery_people where user_id = $1', [site.people.taker.id]),
  ).toHaveLength(Number((await site.query('select count(*) as n from public.confirmations'))[0]?.n))
})

test('it is said once: a replay gets the first receipt, another word comes too late', async () => {
  const delivery = await site.report()
  const actKey = randomUUID()
  const say = () =>
    act(site.people.taker, 'confirm_delivery', site.confirmOf(delivery), { version: delivery.version, actKey })
  const first = await say()
  expect(first).toMatchObject({ ok: true, receipt: { counts: true } })
  expect(await say()).toEqual(first)
  expect(await confirm(delivery)).toMatchObject({ reason: 'version_differs' })
  expect(await confirm({ ...delivery, version: 2 })).toMatchObject({ reason: 'wrong_state', state: 'confirmed' })
})

test('two people of the receiver at once: one says it, the other is told', async () => {
  const delivery = await site.report()
  const other = await site.makePerson()
  await site.addMember(other, site.institution, 'editor')
  const answers = await Promise.all([confirm(delivery), confirm(delivery, {}, other)])
  expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true])
  expect(
    await site.query(
      'select 1 from public.confirmations c join public.deliveries d on d.id = c.delivery_id where d.ref = $1',
      [delivery.ref],
    ),
  ).toHaveLength(1)
})

const receiverWith = async (overrides: Parameters<Deliveries['makeOrganisation']>[0]) => {
  const organisation = await site.makeOrganisation(overrides)
  const person = await site.makePerson()
  await site.addMember(person, organisation)
  return { organisation, person }
}

test('of an organisation that nobody verified it is kept and shown, and does not count', async () => {
  const { organisation, person } = await receiverWith({ state: 'claimed' })
  const delivery = await site.report({ receiver: organisation.ref })
  await site.confirm(delivery, {}, person)
  expect(await site.standing(delivery)).toMatchObject({ state: 'confirmed', confirmed: '0' })
  const found = await findDelivery(site.anon, delivery.ref)
  expect(found).toMatchObject({ confirmations: [{ counts: false, whyNot: 'not_verified', quantity: 12 }], draws: [] })
})

test.each(['a branch of the reporter', 'the parent of the reporter', 'a sister of the reporter'])(
  'of %s it does not count',
  async kind => {
    const parent = await site.makeOrganisation()
    const { organisation, person } = await receiverWith({
      parentId:
        kind === 'a branch of the reporter' ? site.provider.id : kind === 'a sister of the reporter' ? parent.id : null,
    })
    const above =
      kind === 'the parent of the reporter' ? organisation.id : kind === 'a sister of the reporter' ? parent.id : null
    if (above !== null)
      await site.query('update public.organisations set parent_id = $1 where id = $2', [above, site.provider.id])
    const delivery = await site.report({ receiver: organisation.ref })
    await site.confirm(delivery, {}, person)
    await site.query('update public.organisations set parent_id = null where id = $1', [site.provider.id])
    expect(await site.standing(delivery)).toMatchObject({ confirmed: '0' })
    expect(await findDelivery(site.anon, delivery.ref)).toMatchObject({ confirmations: [{ whyNot: 'related' }] })
  },
)

test('one person never takes two parts, in whatever organisation', async () => {
  await site.addMember(site.people.giver, site.institution)
  const delivery = await site.report()
  await site.confirm(delivery, {}, site.people.giver)
  await site.query('delete from public.memberships where user_id = $1 and organisation_id = $2', [
    site.people.giver.id,
    site.institution.id,
  ])
  expect(await site.standing(delivery)).toMatchObject({ confirmed: '0', verified: '0' })
  expect(await findDelivery(site.anon, delivery.ref)).toMatchObject({ confirmations: [{ whyNot: 'same_person' }] })
})
