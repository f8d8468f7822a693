import { afterAll, beforeAll, expect, test } from 'vitest'
import { findCommitment } from '#app/data/commitments.server.ts'
import { findDelivery } from '#app/data/deliveries.server.ts'
import { quantities } from '#app/domain/commitments/quantities.ts'
import { act } from './open-chain.ts'
import { type Deliveries, openDeliveries } from './open-deliveries.ts'

let site: Deliveries
beforeAll(async () => {
  site = await openDeliveries()
})
afterAll(() => site?.close())

type Step = { ref: string; version: number }
const dispute = async (): Promise<Step> => {
  const delivery = await site.report()
  return site.confirm(delivery, { outcome: 'not', note: 'Nobody came.' })
}
const reply = ({ ref }: Step, version = 1, by = site.people.giver) =>
  act(by, 'reply_dispute', { ref, reply: 'They came on Monday.', lang: 'en' }, { version })
const settle = ({ ref }: Step, overrides = {}, version = 1, by = site.people.coordinator) =>
  act(
    by,
    'settle_dispute',
    { ref, outcome: 'settled', quantity: 5, ruling: 'Five signed.', lang: 'en', ...overrides },
    { version },
  )
const correct = ({ ref, version }: Step, overrides = {}, by = site.people.giver) =>
  act(
    by,
    'correct_delivery',
    {
      ref,
      quantity: 9,
      asOf: '2026-10-02',
      note: 'Three were counted twice.',
      lang: 'en',
      evidenceUrl: 'https://example.org/new',
      ...overrides,
    },
    { version },
  )
const reported = async () => {
  const commitment = await findCommitment(site.anon, site.promise.ref)
  return commitment && quantities(commitment)?.reported
}

test('what its receiver contradicts is disputed; who reported replies once; a coordinator without a tie ends it', async () => {
  const delivery = await dispute()
  expect(await site.standing(delivery)).toMatchObject({ state: 'disputed', confirmed: '0' })
  for (const by of [site.people.taker, site.people.stranger, site.people.coordinator])
    expect(await reply(delivery, 1, by)).toMatchObject({ reason: 'not_found' })
  expect(await reply(delivery, 1, site.people.viewer)).toMatchObject({ reason: 'role_missing' })
  expect(await reply(delivery, 4)).toMatchObject({ reason: 'version_differs' })
  expect(await reply(delivery)).toMatchObject({ ok: true })
  expect(await reply(delivery, 2)).toMatchObject({ reason: 'wrong_state' })

  for (const by of [site.people.giver, site.people.taker, site.people.stranger, site.people.verifier])
    expect(await settle(delivery, {}, 2, by)).toMatchObject({ reason: 'not_found' })
  expect(await settle(delivery, { quantity: 13 }, 2)).toMatchObject({ reason: 'above_reported', left: 12 })
  expect(await settle(delivery, { quantity: null }, 2)).toMatchObject({ reason: 'quantity_missing' })
  expect(await settle(delivery, { quantity: 0 }, 2)).toMatchObject({ reason: 'quantity_nought' })
  expect(await settle(delivery, { outcome: 'upheld' }, 2)).toMatchObject({ reason: 'quantity_contradicts' })
  expect(await settle(delivery, {}, 2)).toMatchObject({ ok: true })
  expect(await settle(delivery, {}, 3)).toMatchObject({ reason: 'wrong_state' })
  const settled = await findDelivery(site.anon, delivery.ref)
  expect(settled).toMatchObject({
    state: 'reported',
    settled: 5,
    dispute: { state: 'settled', claim: { text: 'Nobody came.' }, reply: { text: 'They came on Monday.' } },
    draws: [{ among: 1, state: 'open' }],
  })
  const again = { ref: delivery.ref, version: settled?.version ?? 0 }
  const secondWord = await act(site.people.taker, 'confirm_delivery', site.confirmOf(again), { version: again.version })
  expect(secondWord).toMatchObject({ ok: false, reason: 'wrong_state' })
  await expect(site.verify(again, { quantity: 6 })).rejects.toThrow('above_confirmed')
  await site.verify(again, { quantity: 5 })
  expect(await site.standing(again)).toEqual({ state: 'verified', reported: '12', confirmed: '0', verified: '5' })
})

test('a dispute that is upheld takes the delivery out of every figure', async () => {
  const before = await reported()
  const delivery = await dispute()
  expect(await reported()).toBe((before ?? 0) + 12)
  expect(await settle(delivery, { outcome: 'upheld', quantity: null })).toMatchObject({ ok: true })
  expect(await site.standing(delivery)).toMatchObject({ state: 'rejected' })
  expect(await reported()).toBe(before)
})

test('a coordinator who acts for a side, or took a part, ends no dispute', async () => {
  const delivery = await dispute()
  await site.addMember(site.people.coordinator, site.institution, 'viewer')
  expect(await settle(delivery)).toMatchObject({ reason: 'conflict_of_interest' })
  await site.query('delete from public.memberships where user_id = $1', [site.people.coordinator.id])
  await site.giveRole(site.people.taker, 'coordinator')
  await site.query('delete from public.memberships where user_id = $1', [site.people.taker.id])
  expect(await settle(delivery, {}, 1, site.people.taker)).toMatchObject({ reason: 'other_part' })
  await site.query('delete from public.platform_roles where user_id = $1', [site.people.taker.id])
  await site.addMember(site.people.taker, site.institution)
})

test('a correction takes the place of the old report, which stays visible and counts no more', async () => {
  const before = (await reported()) ?? 0
  const delivery = await site.confirm(await site.report())
  expect(await reported()).toBe(before + 12)
  expect(await correct(delivery, {}, site.people.taker)).toMatchObject({ reason: 'not_found' })
  expect(await correct(delivery, {}, site.people.viewer)).toMatchObject({ reason: 'role_missing' })
  expect(await correct(delivery, { evidenceUrl: null })).toMatchObject({ reason: 'evidence_missing' })
  expect(await correct(delivery, { note: null })).toMatchObject({ reason: 'input_invalid' })
  expect(await correct(delivery, { asOf: '2099-01-01' })).toMatchObject({ reason: 'date_future' })
  expect(await correct({ ...delivery, version: 1 })).toMatchObject({ reason: 'version_differs' })
  const answer = await correct(delivery)
  const ref = String(answer.receipt?.ref)
  expect(await reported()).toBe(before + 9)
  expect(await findDelivery(site.anon, delivery.ref)).toMatchObject({
    state: 'corrected',
    replacedByRef: ref,
    draws: [{ state: 'corrected' }],
  })
  expect(await findDelivery(site.anon, ref)).toMatchObject({
    state: 'reported',
    reported: 9,
    confirmed: 0,
    replacesRef: delivery.ref,
  })
  expect(await correct({ ...delivery, version: delivery.version + 1 })).toMatchObject({ reason: 'wrong_state' })
})

test('who confirmed the old report neither corrects nor verifies the new one', async () => {
  const delivery = await site.confirm(await site.report())
  await site.addMember(site.people.taker, site.provider, 'editor')
  expect(await correct(delivery, {}, site.people.taker)).toMatchObject({ reason: 'other_part' })
  expect(await site.standing(delivery)).toMatchObject({ state: 'confirmed' })
  await site.query('delete from public.memberships where user_id = $1 and organisation_id = $2', [
    site.people.taker.id,
    site.provider.id,
  ])
})
