import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CommandName } from '#app/data/commands.server.ts'
import type { Person } from '../data/open-accounts.ts'
import { awarded, day, done, makeOfferWorld, type OfferWorld } from './offer-world.ts'
import { act, type Chain, openChain } from './open-chain.ts'

let chain: Chain
let world: OfferWorld
beforeAll(async () => {
  chain = await openChain()
  world = await makeOfferWorld(chain)
})
afterAll(() => chain?.close())

/** An offer of three seats with an award of two that waits for its answer. */
async function makeAward(overrides = {}) {
  const offer = await world.publish()
  const application = await world.apply(offer, overrides)
  return { offer, application, award: await world.award(application) }
}

const answer = (award: string, said: 'accepted' | 'declined', person: Person = world.taker.owner, version = 1) =>
  act(person, 'answer_award', { ref: award, answer: said, reason: null, lang: 'en' }, { version })

const takeBack = (command: CommandName, award: string, person: Person = world.giver.editor, version = 1) =>
  act(person, command, { ref: award, reason: 'Our rooms burned down.', lang: 'en' }, { version })

async function standingOf({ award, offer }: { award: string; offer: string }) {
  const [row] = await chain.query(
    `select w.state, w.reason, f.awarded_value::int::text as held from public.awards w, public.offers f
     where w.ref = $1 and f.ref = $2`,
    [award, offer],
  )
  return row
}

const toldOf = async (kind: string, award: string) =>
  (
    await chain.query('select user_id from public.notifications where kind = $1 and subject_ref = $2', [kind, award])
  ).map(({ user_id }) => user_id)

test('an owner accepts: the seats stay taken, and the provider is told', async () => {
  const made = await makeAward()
  expect(await answer(made.award, 'accepted')).toMatchObject({ ok: true, receipt: { version: 2 } })
  expect(await standingOf(made)).toEqual({ state: 'accepted', reason: null, held: '2' })
  expect(await toldOf('award_answered', made.award)).toEqual(
    expect.arrayContaining([world.giver.owner.id, world.giver.editor.id]),
  )
  for (const said of ['accepted', 'declined'] as const)
    expect(await answer(made.award, said, world.taker.owner, 2)).toMatchObject({ reason: 'wrong_state' })
})

test('an owner declines with or without a reason: the seats are free again', async () => {
  const made = await makeAward()
  const input = { ref: made.award, answer: 'declined', reason: 'We found another course.', lang: 'fr' }
  expect(await act(world.taker.owner, 'answer_award', input, { version: 1 })).toMatchObject({ ok: true })
  expect(await standingOf(made)).toEqual({ state: 'declined', reason: 'We found another course.', held: '0' })
})

test('accepting covers the need that was named, and taking back uncovers it', async () => {
  const need = await done(
    act(world.taker.owner, 'state_need', {
      organisation: world.institution.id,
      title: 'Lecturers who can teach it',
      description: 'Four of thirty lecturers can teach it today.',
      lang: 'en',
      kind: 'training',
      topic: 'machine_learning',
      languages: ['en'],
      mode: null,
      neededBy: day(200),
      tellsMatches: false,
      parts: [{ measure: 'people_trained', baseline: 1, target: 5, dueOn: null }],
    }),
  )
  const covered = async () => {
    const [row] = await chain.query(
      `select r.state, p.covered::int::text as covered from public.support_requests r
       join public.request_parts p on p.request_id = r.id where r.ref = $1`,
      [String(need.ref)],
    )
    return row
  }
  const { award } = await makeAward({ request: need.ref ?? null })
  expect(await covered()).toEqual({ state: 'open', covered: '0' })
  await done(answer(award, 'accepted'))
  expect(await covered()).toEqual({ state: 'partly_covered', covered: '2' })
  await done(takeBack('cancel_award', award, world.giver.owner, 2))
  expect(await covered()).toMatchObject({ covered: '0' })
})

test('only an owner of the institution answers, on the version they read', async () => {
  const { award } = await makeAward()
  const { taker, giver } = world
  for (const person of [taker.editor, taker.reviewer, taker.viewer])
    expect(await answer(award, 'accepted', person)).toMatchObject({ reason: 'role_missing' })
  for (const person of [giver.owner, await chain.makePerson()])
    expect(await answer(award, 'accepted', person)).toEqual({ ok: false, reason: 'not_found' })
  expect(await answer(award, 'accepted', taker.owner, 4)).toEqual({ ok: false, reason: 'version_differs' })
  const anonymous = { ...taker.owner, db: chain.anon }
  expect(await answer(award, 'accepted', anonymous).catch(() => 'no right')).toBe('no right')
})

test('after its day nobody answers; the award lapses, gives its seats back and both sides are told', async () => {
  const made = await makeAward()
  await chain.query('update public.awards set answer_by = clock_timestamp() where ref = $1', [made.award])
  for (const said of ['accepted', 'declined'] as const)
    expect(await answer(made.award, said)).toEqual({ ok: false, reason: 'too_late' })
  expect(await standingOf(made)).toMatchObject({ state: 'offered', held: '2' })
  const lapse = () => chain.query('select private.lapse_awards()::text as n')
  expect(await lapse()).toEqual([{ n: '1' }])
  expect(await lapse()).toEqual([{ n: '0' }])
  expect(await standingOf(made)).toMatchObject({ state: 'lapsed', held: '0' })
  expect(await toldOf('award_lapsed', made.award)).toEqual(
    expect.arrayContaining([world.giver.owner.id, world.taker.owner.id]),
  )
  const [seen] = await chain.query(
    `select l.actor from public.audit_log l join public.awards w on w.id = l.subject_id where w.ref = $1 and l.command = 'lapse_award'`,
    [made.award],
  )
  expect(seen).toEqual({ actor: null })
})

test('nobody who is signed in lets awards lapse', async () => {
  const { error } = await world.giver.owner.db.rpc('lapse_awards' as never)
  expect(error).not.toBeNull()
})

test.each([
  ['retract_award', 'retracted', 1],
  ['cancel_award', 'cancelled', 2],
] as const)(
  '%s: the provider takes an award back with a reason, and its seats are free',
  async (command, state, version) => {
    const made = await makeAward()
    if (version === 2) await done(answer(made.award, 'accepted'))
    const { giver, taker } = world
    for (const person of [giver.reviewer, giver.viewer])
      expect(await takeBack(command, made.award, person, version)).toMatchObject({ reason: 'role_missing' })
    for (const person of [taker.owner, await chain.makePerson()])
      expect(await takeBack(command, made.award, person, version)).toEqual({ ok: false, reason: 'not_found' })
    const silent = { ref: made.award, reason: ' ', lang: 'en' }
    expect(await act(giver.owner, command, silent, { version })).toMatchObject({ field: 'reason' })
    const wrong = version === 2 ? 'retract_award' : 'cancel_award'
    expect(await takeBack(wrong, made.award, giver.owner, version)).toMatchObject({ reason: 'wrong_state' })
    expect(await takeBack(command, made.award, giver.owner, 9)).toEqual({ ok: false, reason: 'version_differs' })
    expect(await standingOf(made)).toMatchObject({ held: '2' })

    expect(await takeBack(command, made.award, giver.owner, version)).toMatchObject({ ok: true })
    expect(await standingOf(made)).toEqual({ state, reason: 'Our rooms burned down.', held: '0' })
    expect(await toldOf('award_retracted', made.award)).toContain(taker.owner.id)
    expect(await takeBack(command, made.award, giver.owner, version + 1)).toMatchObject({ reason: 'wrong_state' })
  },
)

test('of an award of which something was delivered, nothing is taken back', async () => {
  const made = await makeAward()
  await done(answer(made.award, 'accepted'))
  await done(
    act(world.giver.owner, 'report_delivery', {
      award: made.award,
      commitment: null,
      receiver: null,
      measure: 'people_trained',
      quantity: 1,
      asOf: day(0),
      periodFrom: null,
      periodTo: null,
      place: null,
      note: null,
      lang: 'en',
      evidenceUrl: 'https://example.org/list',
    }),
  )
  const [row] = await chain.query('select version::text as version from public.awards where ref = $1', [made.award])
  const answered = await takeBack('cancel_award', made.award, world.giver.owner, Number(row?.version))
  expect(answered).toEqual({ ok: false, reason: 'wrong_state', state: 'active' })
})

test('what was declined or lapsed may be applied for again; what the provider took back waits again', async () => {
  const { taker, giver } = world
  const declined = await makeAward()
  const again = () => act(taker.owner, 'submit_application', world.applicationInput(declined.offer))
  expect(await again()).toEqual({ ok: false, reason: 'applied_already' })
  await done(answer(declined.award, 'declined'))
  const second = await done(again())

  const award = await world.award(String(second.ref))
  await done(takeBack('retract_award', award))
  expect(await again()).toEqual({ ok: false, reason: 'applied_already' })
  const [row] = await chain.query('select state, version::text from public.applications where ref = $1', [
    String(second.ref),
  ])
  expect(row).toEqual({ state: 'waitlisted', version: '3' })
  const anew = await act(giver.owner, 'decide_application', awarded(String(second.ref)), { version: 3 })
  expect(anew).toMatchObject({ ok: true, receipt: { award: expect.stringMatching(/^A-/) } })
})

test('an answer and a retraction at once: one of them holds, and the seats are counted once', async () => {
  const made = await makeAward()
  const answers = await Promise.all([answer(made.award, 'declined'), takeBack('retract_award', made.award)])
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
  expect(await standingOf(made)).toMatchObject({ held: '0' })
})

test('the same answer twice is one answer with the first receipt', async () => {
  const made = await makeAward()
  const input = { ref: made.award, answer: 'declined', reason: null, lang: 'en' }
  const sent = { version: 1, actKey: randomUUID() }
  const first = await act(world.taker.owner, 'answer_award', input, sent)
  expect(first).toMatchObject({ ok: true })
  expect(await act(world.taker.owner, 'answer_award', input, sent)).toEqual(first)
  expect(await standingOf(made)).toMatchObject({ state: 'declined', held: '0' })
})
