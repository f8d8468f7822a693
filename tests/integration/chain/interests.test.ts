import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listInterests } from '#app/data/interests.server.ts'
import { makeNeedWorld, type NeedWorld } from './need-world.ts'
import { done } from './offer-world.ts'
import { act, type Chain, openChain } from './open-chain.ts'

let chain: Chain
let world: NeedWorld
let need: string
beforeAll(async () => {
  chain = await openChain()
  world = await makeNeedWorld(chain)
  need = await world.state()
})
afterAll(() => chain?.close())

const count = async () => (await chain.query('select count(*)::text as n from public.expressions_of_interest'))[0]?.n

const toldOf = async (kind: string, id: string) =>
  (await chain.query('select user_id from public.notifications where kind = $1 and subject_ref = $2', [kind, id])).map(
    ({ user_id }) => user_id,
  )

const sorted = (people: { id: string }[]) => people.map(({ id }) => id).sort()

test.each(['institution', 'provider'] as const)(
  'the %s says that it is interested, and the other is told',
  async from => {
    const offer = await world.publish()
    const [sender, other] = from === 'institution' ? [world.taker, world.giver] : [world.giver, world.taker]
    const actKey = randomUUID()
    const input = world.interestInput(need, offer, { from })
    const first = await act(sender.editor, 'express_interest', input, { actKey })
    expect(first).toMatchObject({ ok: true })
    expect(await act(sender.editor, 'express_interest', input, { actKey })).toEqual(first)
    const id = String(first.receipt?.id)
    expect((await toldOf('interest_received', id)).sort()).toEqual(sorted([other.owner, other.editor]))
    expect(
      await act(other.owner, 'express_interest', { ...input, from: from === 'provider' ? 'institution' : 'provider' }),
    ).toMatchObject({ reason: 'interest_known' })
    const answer = { id, answer: 'accepted', lang: 'en' }
    expect(await act(sender.owner, 'answer_interest', answer, { version: 1 })).toMatchObject({ reason: 'not_found' })
    expect(await act(other.viewer, 'answer_interest', answer, { version: 1 })).toMatchObject({ reason: 'role_missing' })
    expect(await act(other.owner, 'answer_interest', answer, { version: 2 })).toMatchObject({
      reason: 'version_differs',
    })
    expect(await act(other.owner, 'answer_interest', answer, { version: 1 })).toMatchObject({ ok: true })
    expect(await act(other.owner, 'answer_interest', answer, { version: 2 })).toMatchObject({ reason: 'wrong_state' })
    expect((await toldOf('interest_answered', id)).sort()).toEqual(sorted([sender.owner, sender.editor]))
  },
)

test('nobody says it for another, about a closed offer, an imported one, or a need that was taken back', async () => {
  const before = await count()
  const offer = await world.publish()
  const stranger = await chain.makePerson()
  const input = world.interestInput(need, offer)
  expect(await act(stranger, 'express_interest', input)).toMatchObject({ reason: 'not_found' })
  expect(await act(world.taker.viewer, 'express_interest', input)).toMatchObject({ reason: 'role_missing' })
  expect(await act(world.giver.owner, 'express_interest', input)).toMatchObject({ reason: 'not_found' })
  expect(await act({ db: chain.anon }, 'express_interest', input).catch(() => 'no right')).toBe('no right')
  expect(await act(world.taker.editor, 'express_interest', { ...input, offer: 'O-0000000000' })).toMatchObject({
    reason: 'not_found',
  })
  const gone = await world.state()
  await done(act(world.taker.owner, 'withdraw_need', { ref: gone }, { version: 1 }))
  expect(await act(world.taker.editor, 'express_interest', { ...input, request: gone })).toMatchObject({
    reason: 'wrong_state',
  })
  await done(act(world.giver.owner, 'close_offer', { ref: offer }, { version: 1 }))
  expect(await act(world.taker.editor, 'express_interest', input)).toMatchObject({ reason: 'window_closed' })
  expect(await count()).toBe(before)
})

test('two at once become one', async () => {
  const offer = await world.publish()
  const both = await Promise.all([
    act(world.taker.editor, 'express_interest', world.interestInput(need, offer)),
    act(world.giver.editor, 'express_interest', world.interestInput(need, offer, { from: 'provider' })),
  ])
  expect(both.filter(({ ok }) => ok)).toHaveLength(1)
  expect(both.find(({ ok }) => !ok)).toMatchObject({ reason: 'interest_known' })
})

test('a refusal gives its reason, after which either side may ask again', async () => {
  const offer = await world.publish()
  const id = await world.express(need, offer)
  const refused = { id, answer: 'refused', lang: 'en' }
  expect(await act(world.giver.owner, 'answer_interest', refused, { version: 1 })).toMatchObject({
    reason: 'reason_missing',
  })
  const reason = 'Our tutors work in French.'
  expect(await act(world.giver.owner, 'answer_interest', { ...refused, reason }, { version: 1 })).toMatchObject({
    ok: true,
  })
  const [read] = (await listInterests(world.taker.viewer.db, world.institution.id)).filter(each => each.id === id)
  expect(read).toMatchObject({ state: 'refused', reason: { text: reason, lang: 'en' } })
  expect((await listInterests((await chain.makePerson()).db, world.institution.id)).length).toBe(0)
  expect(await world.express(need, offer)).toEqual(expect.any(String))
})

test('what nobody answers expires after 60 days', async () => {
  const id = await world.express(need, await world.publish())
  const stateOf = async () =>
    (await chain.query('select state from public.expressions_of_interest where id = $1', [id]))[0]?.state
  await chain.query(`select private.expire_interests(now() + interval '59 days')`)
  expect(await stateOf()).toBe('sent')
  await chain.query(`select private.expire_interests(now() + interval '60 days')`)
  expect(await stateOf()).toBe('expired')
  expect(
    await act(world.giver.owner, 'answer_interest', { id, answer: 'accepted', lang: 'en' }, { version: 2 }),
  ).toMatchObject({ reason: 'wrong_state' })
})
