import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Json } from '#app/data/database.types.ts'
import { applyAsAnother, awarded, done, inMoney, makeOfferWorld, type OfferWorld } from './offer-world.ts'
import { act, type Chain, openChain } from './open-chain.ts'

let chain: Chain
let world: OfferWorld
beforeAll(async () => {
  chain = await openChain()
  world = await makeOfferWorld(chain)
})
afterAll(() => chain?.close())

const decide = (ref: string, overrides: Record<string, Json> = {}, version = 1, person = world.giver.editor) =>
  act(person, 'decide_application', awarded(ref, overrides), { version })

const heldOf = async (offer: string) => {
  const [row] = await chain.query(
    'select awarded_value::float8::text as units, awarded_minor::text as money from public.offers where ref = $1',
    [offer],
  )
  return row
}

const stateOf = async (ref: string) => {
  const [row] = await chain.query('select state from public.applications where ref = $1', [ref])
  return row?.state
}

const none = { quantity: null, amountMinor: null }

test('an award is offered with its reason and its day, and takes its seats from the offer', async () => {
  const offer = await world.publish({ answerDays: 10 })
  const ref = await world.apply(offer)
  const receipt = await done(decide(ref, { reason: 'Two of two.' }))
  const [award] = await chain.query(
    `select state, quantity::int::text as quantity, (answer_by - created_at)::text as time from public.awards where ref = $1`,
    [String(receipt.award)],
  )
  expect(award).toEqual({ state: 'offered', quantity: '2', time: '10 days' })
  expect(await heldOf(offer)).toEqual({ units: '2', money: '0' })
  const told = await chain.query(
    `select user_id from public.notifications where kind = 'award_offered' and subject_ref = $1`,
    [String(receipt.award)],
  )
  expect(told.map(({ user_id }) => user_id).sort()).toEqual([world.taker.owner.id, world.taker.editor.id].sort())
  const [said] = await chain.query(
    `select l.details::text as details from public.audit_log l where l.command = 'decide_application'`,
  )
  expect(said?.details).toContain('best_fit')
  expect(said?.details).not.toContain('Two of two')
})

test.each(['waitlisted', 'declined', 'ineligible'])(
  'what is %s gets no seat, and its sender the reason',
  async outcome => {
    const offer = await world.publish()
    const ref = await world.apply(offer)
    const answer = await decide(ref, { ...none, outcome, reasonCode: 'rule_not_met', reason: 'Not this time.' })
    expect(answer).toMatchObject({ ok: true, receipt: { award: null } })
    expect(await stateOf(ref)).toBe(outcome)
    expect(await heldOf(offer)).toEqual({ units: '0', money: '0' })
    const { data } = await world.taker.viewer.db.from('application_records').select('decisions').eq('ref', ref).single()
    expect(data?.decisions).toMatchObject([{ outcome, reasonCode: 'rule_not_met', reason: { text: 'Not this time.' } }])
  },
)

test('who waits may be awarded later, also after the offer was closed', async () => {
  const offer = await world.publish()
  const ref = await world.apply(offer)
  await done(decide(ref, { ...none, outcome: 'waitlisted', reasonCode: 'no_room' }))
  await done(act(world.giver.owner, 'close_offer', { ref: offer }, { version: 1 }))
  expect(await decide(ref, {}, 2)).toMatchObject({ ok: true })
})

test('a grant is awarded in money, up to what was asked for and what is left', async () => {
  const offer = await world.publish(inMoney)
  const grant = { units: [{}], consentWords: null }
  const first = await world.apply(offer, { ...grant, askedMinor: 700_000 })
  const second = (await applyAsAnother(chain, world, offer, { ...grant, askedMinor: 700_000 })).application
  expect(await decide(first)).toEqual({ ok: false, reason: 'capacity_missing' })
  expect(await decide(first, { ...none, amountMinor: 700_001 })).toEqual({ ok: false, reason: 'above_asked' })
  expect(await decide(first, { ...none, amountMinor: 600_000 })).toMatchObject({ ok: true })
  expect(await decide(second, { ...none, amountMinor: 400_001 })).toMatchObject({
    reason: 'above_offer',
    left: 400_000,
  })
  expect(await decide(second, { ...none, amountMinor: 400_000 })).toMatchObject({ ok: true })
  expect(await heldOf(offer)).toEqual({ units: '0', money: '1000000' })
})

test('the last seat goes to one of two, decided at once', async () => {
  const offer = await world.publish({ capacity: 1 })
  const one = { units: [{ name: 'Ada Example' }] }
  const refs = [await world.apply(offer, one), (await applyAsAnother(chain, world, offer, one)).application]
  const { owner, editor } = world.giver
  const answers = await Promise.all(refs.map((ref, n) => decide(ref, { quantity: 1 }, 1, n === 0 ? owner : editor)))
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
  expect(answers.find(({ ok }) => !ok)).toMatchObject({ reason: 'above_offer', left: 0 })
  expect(await heldOf(offer)).toEqual({ units: '1', money: '0' })
})

test('no statement of whoever writes the row brings an offer above what it has', async () => {
  const offer = await world.publish()
  const beyond = chain.query('update public.offers set awarded_value = capacity_value + 1 where ref = $1', [offer])
  await expect(beyond).rejects.toThrow('offers_never_over_capacity')
})

test.each<[string, Record<string, Json>, string]>([
  ['an outcome that is none', { outcome: 'perhaps' }, 'input_invalid'],
  ['a reason that is none', { reasonCode: 'friends' }, 'input_invalid'],
  ['another reason without words', { reasonCode: 'other' }, 'reason_missing'],
  ['an award of nothing', none, 'capacity_missing'],
  ['money for seats', { ...none, amountMinor: 5 }, 'capacity_missing'],
  ['more seats than were asked for', { quantity: 3 }, 'above_asked'],
])('%s is refused, and nothing is left behind', async (_, overrides, reason) => {
  const offer = await world.publish()
  const ref = await world.apply(offer)
  const audit = () => chain.query('select count(*)::text as n from public.audit_log')
  const before = await audit()
  expect(await decide(ref, overrides)).toMatchObject({ ok: false, reason })
  expect(await stateOf(ref)).toBe('submitted')
  expect(await heldOf(offer)).toEqual({ units: '0', money: '0' })
  expect(await audit()).toEqual(before)
})

test('only owners and editors of the provider decide, on the version they read, and once', async () => {
  const ref = await world.apply(await world.publish())
  const { giver, taker } = world
  for (const person of [giver.viewer, giver.reviewer])
    expect(await decide(ref, {}, 1, person)).toMatchObject({ reason: 'role_missing' })
  for (const person of [taker.owner, await chain.makePerson()])
    expect(await decide(ref, {}, 1, person)).toEqual({ ok: false, reason: 'not_found' })
  expect(await act({ db: chain.anon }, 'decide_application', awarded(ref)).catch(() => 'no right')).toBe('no right')
  expect(await decide(ref, {}, 2)).toEqual({ ok: false, reason: 'version_differs' })
  expect(await decide('0000000000')).toEqual({ ok: false, reason: 'not_found' })
  expect(await decide(ref, {})).toMatchObject({ ok: true })
  expect(await decide(ref, { ...none, outcome: 'declined' }, 2)).toEqual({
    ok: false,
    reason: 'wrong_state',
    state: 'awarded',
  })
})

test('whoever acts for the applicant too does not decide', async () => {
  const ref = await world.apply(await world.publish())
  const both = await chain.makePerson()
  await chain.addMember(both, world.provider, 'editor')
  await chain.addMember(both, world.institution, 'viewer')
  expect(await decide(ref, {}, 1, both)).toEqual({ ok: false, reason: 'conflict_of_interest' })
})

test('nothing is awarded of a cancelled offer; a decline still reaches who waits', async () => {
  const offer = await world.publish()
  const ref = await world.apply(offer)
  const cancel = { ref: offer, reason: 'No money left.', lang: 'en' }
  await done(act(world.giver.owner, 'cancel_offer', cancel, { version: 1 }))
  expect(await decide(ref)).toEqual({ ok: false, reason: 'wrong_state', state: 'cancelled' })
  expect(await decide(ref, { ...none, outcome: 'declined', reasonCode: 'no_room' })).toMatchObject({ ok: true })
})

test('the same decision twice is one award', async () => {
  const offer = await world.publish()
  const ref = await world.apply(offer)
  const sent = { version: 1, actKey: randomUUID() }
  const first = await act(world.giver.owner, 'decide_application', awarded(ref), sent)
  expect(first).toMatchObject({ ok: true })
  expect(await act(world.giver.owner, 'decide_application', awarded(ref), sent)).toEqual(first)
  expect(await heldOf(offer)).toEqual({ units: '2', money: '0' })
})
