import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Json } from '#app/data/database.types.ts'
import { makeNeedWorld, type NeedWorld } from './need-world.ts'
import { done } from './offer-world.ts'
import { act, type Chain, openChain } from './open-chain.ts'

let chain: Chain
let world: NeedWorld
beforeAll(async () => {
  chain = await openChain()
  world = await makeNeedWorld(chain)
})
afterAll(() => chain?.close())

const left = () =>
  chain.query(`select (select count(*) from public.support_requests)::text as needs,
    (select count(*) from public.request_parts)::text as parts, (select count(*) from public.audit_log)::text as audit`)

const rowOf = async (ref: string) => {
  const [row] = await chain.query(
    `select r.state, r.version::text, r.title, (select string_agg(p.measure || ' ' || p.covered::float8, ', ' order by p.position)
       from public.request_parts p where p.request_id = r.id) as parts
     from public.support_requests r where r.ref = $1`,
    [ref],
  )
  return row
}

test('an institution states what it needs, once however often it is sent', async () => {
  const actKey = randomUUID()
  const first = await act(world.taker.editor, 'state_need', world.needInput(), { actKey })
  expect(first).toMatchObject({ ok: true, receipt: { version: 1, ref: expect.stringMatching(/^N-[0-9A-Z]{10}$/) } })
  const before = await left()
  expect(await act(world.taker.editor, 'state_need', world.needInput(), { actKey })).toEqual(first)
  expect(await act(world.taker.editor, 'state_need', world.needInput({ title: 'Another' }), { actKey })).toMatchObject({
    reason: 'act_key_reused',
  })
  expect(await left()).toEqual(before)
  expect(await rowOf(String(first.receipt?.ref))).toMatchObject({ state: 'open', parts: 'people_trained 0' })
})

const part = (overrides: Record<string, Json>) => ({
  parts: [{ measure: 'people_trained', baseline: 4, target: 8, dueOn: null, ...overrides }],
})

test.each<[string, Record<string, Json>, string]>([
  ['no part', { parts: [] }, 'input_invalid'],
  ['six parts', { parts: Array.from({ length: 6 }, () => part({}).parts[0] as Json) }, 'input_invalid'],
  ['a measure that is none', part({ measure: 'wishes' }), 'measure_unknown'],
  ['a target that is there already', part({ target: 4 }), 'target_not_above'],
  ['less than nothing', part({ baseline: -1 }), 'input_invalid'],
  ['a topic that is none', { topic: 'cooking' }, 'topic_unknown'],
  ['a day that is over', { neededBy: '2020-01-01' }, 'date_past'],
  ['a kind that is none', { kind: 'money' }, 'input_invalid'],
  ['no words', { description: ' ' }, 'input_invalid'],
  ['a state of its own', { state: 'covered' }, 'input_invalid'],
])('%s is refused when stated and when changed, and nothing is left behind', async (_, overrides, reason) => {
  const ref = await world.state()
  const before = await left()
  expect(await act(world.taker.editor, 'state_need', world.needInput(overrides))).toMatchObject({ ok: false, reason })
  const changed = act(world.taker.editor, 'change_need', world.changeInput(ref, overrides), { version: 1 })
  expect(await changed).toMatchObject({ ok: false, reason })
  expect(await left()).toEqual(before)
  expect(await rowOf(ref)).toMatchObject({ version: '1', parts: 'people_trained 0' })
})

test('nobody but owners and editors of the institution states, changes or takes back', async () => {
  const ref = await world.state()
  const before = await left()
  const stranger = await chain.makePerson()
  for (const [person, reason] of [
    [world.taker.viewer, 'role_missing'],
    [world.taker.reviewer, 'role_missing'],
    [world.giver.owner, 'not_found'],
    [stranger, 'not_found'],
  ] as const) {
    expect(await act(person, 'state_need', world.needInput())).toMatchObject({ ok: false, reason })
    expect(await act(person, 'change_need', world.changeInput(ref), { version: 1 })).toMatchObject({
      ok: false,
      reason,
    })
    expect(await act(person, 'withdraw_need', { ref }, { version: 1 })).toMatchObject({ ok: false, reason })
  }
  for (const command of ['state_need', 'change_need', 'withdraw_need'] as const)
    expect(await act({ db: chain.anon }, command, {}).catch(() => 'no right')).toBe('no right')
  expect(await left()).toEqual(before)
})

test('a need changes in the version that was read; taken back it changes no more', async () => {
  const ref = await world.state()
  const { editor, owner } = world.taker
  const change = (title: string, version: number) =>
    act(editor, 'change_need', world.changeInput(ref, { title }), { version })
  expect(await change('Tutors for machine learning', 1)).toMatchObject({ ok: true, receipt: { version: 2 } })
  expect(await change('Too late', 1)).toMatchObject({ reason: 'version_differs' })
  expect(await act(owner, 'withdraw_need', { ref }, { version: 1 })).toMatchObject({ reason: 'version_differs' })
  expect(await act(owner, 'withdraw_need', { ref }, { version: 2 })).toMatchObject({ ok: true })
  expect(await act(owner, 'withdraw_need', { ref }, { version: 3 })).toMatchObject({
    reason: 'wrong_state',
    state: 'withdrawn',
  })
  expect(await change('Once more', 3)).toMatchObject({ reason: 'wrong_state' })
  expect(await rowOf(ref)).toMatchObject({ state: 'withdrawn', title: 'Tutors for machine learning' })
})

test('awards that are accepted cover the part in their measure, never more than is needed', async () => {
  const ref = await world.state({
    parts: [
      { measure: 'people_trained', baseline: 4, target: 7, dueOn: null },
      { measure: 'labs_opened', baseline: 0, target: 1, dueOn: null },
    ],
  })
  const accept = async (quantity: number) => {
    const offer = await world.publish({ capacity: 5 })
    const units = Array.from({ length: quantity }, (_, n) => ({ name: `Person ${n}` }))
    const award = await world.award(await world.apply(offer, { request: ref, units }), { quantity })
    await done(act(world.taker.owner, 'answer_award', { ref: award, answer: 'accepted', lang: 'en' }, { version: 1 }))
  }
  await accept(2)
  expect(await rowOf(ref)).toMatchObject({ state: 'partly_covered', parts: 'people_trained 2, labs_opened 0' })
  await accept(2)
  expect(await rowOf(ref)).toMatchObject({ state: 'partly_covered', parts: 'people_trained 3, labs_opened 0' })
  // A part that nothing covers is dropped: what is left is covered.
  const version = Number((await rowOf(ref))?.version)
  await done(
    act(
      world.taker.editor,
      'change_need',
      world.changeInput(ref, { parts: [{ measure: 'people_trained', baseline: 4, target: 7, dueOn: null }] }),
      { version },
    ),
  )
  expect(await rowOf(ref)).toMatchObject({ state: 'covered', parts: 'people_trained 3' })
})

test('what lives in the demonstration stays there', async () => {
  const invented = await chain.makeOrganisation({ origin: 'demonstration' })
  const owner = await chain.makePerson()
  await chain.addMember(owner, invented)
  const { ref } = await done(act(owner, 'state_need', world.needInput({ organisation: invented.id })))
  const [row] = await chain.query('select origin from public.support_requests where ref = $1', [String(ref)])
  expect(row).toEqual({ origin: 'demonstration' })
  const offer = await world.publish()
  expect(await act(owner, 'express_interest', world.interestInput(String(ref), offer))).toMatchObject({
    reason: 'not_found',
  })
})
