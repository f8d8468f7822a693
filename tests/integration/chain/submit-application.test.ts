import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Json } from '#app/data/database.types.ts'
import { applyAsAnother, day, done, inMoney, makeOfferWorld, type OfferWorld } from './offer-world.ts'
import { act, type Chain, openChain } from './open-chain.ts'

let chain: Chain
let world: OfferWorld
beforeAll(async () => {
  chain = await openChain()
  world = await makeOfferWorld(chain)
})
afterAll(() => chain?.close())

/** How much there is of everything that an application leaves behind. */
const left = () =>
  chain.query(`select (select count(*) from public.applications)::text as applications,
    (select count(*) from public.application_units)::text as units, (select count(*) from public.nominees)::text as nominees,
    (select count(*) from public.audit_log)::text as audit, (select count(*) from public.notifications)::text as told`)

test('an application is received with a code that can be read aloud, and the provider is told', async () => {
  const offer = await world.publish()
  const receipt = await done(act(world.taker.editor, 'submit_application', world.applicationInput(offer)))
  expect(receipt).toMatchObject({
    version: 1,
    at: expect.any(String),
    ref: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{10}$/),
  })
  const seats = await chain.query(
    `select u.kind, n.name, n.mail, n.consent_words as words, n.consent_lang as lang, (n.consent_on = current_date)::text as today
     from public.application_units u join public.nominees n on n.unit_id = u.id
     join public.applications a on a.id = u.application_id where a.ref = $1 order by u.position`,
    [String(receipt.ref)],
  )
  const consent = { kind: 'seat', words: 'The people named agree.', lang: 'en', today: 'true' }
  expect(seats).toEqual([
    { ...consent, name: 'Ada Example', mail: 'ada@example.org' },
    { ...consent, name: 'Bola Example', mail: null },
  ])
  const told = await chain.query(
    `select user_id from public.notifications where kind = 'application_received' and subject_ref = $1`,
    [String(receipt.ref)],
  )
  const { owner, editor, reviewer } = world.giver
  expect(told.map(({ user_id }) => user_id).sort()).toEqual([owner.id, editor.id, reviewer.id].sort())
})

test('no name of a nominee and no word of the applicant is in the audit or in what is told', async () => {
  const offer = await world.publish()
  const ref = await world.apply(offer, {
    motivation: 'Marigold motivation of ours.',
    units: [{ name: 'Zenobia Quill', mail: 'zenobia@example.org' }],
  })
  const [{ said } = { said: null }] = await chain.query(
    `select (select string_agg(l.details::text, ' ') from public.audit_log l) || (select string_agg(n::text, ' ') from public.notifications n) as said`,
  )
  expect(said).toContain(ref)
  for (const word of ['Zenobia', 'zenobia@', 'Marigold']) expect(said).not.toContain(word)
})

test('both sides read it; nominees are hidden from the viewers of the provider, and all of it from anybody else', async () => {
  const ref = await world.apply(await world.publish())
  const seen = async ({ db }: { db: typeof chain.anon }) => {
    const { data } = await db.from('application_records').select('ref, side, units').eq('ref', ref)
    const [row] = data ?? []
    return row ? [row.side, (row.units as { name: string | null }[])[0]?.name] : null
  }
  const { giver, taker } = world
  expect(await seen(taker.viewer)).toEqual(['institution', 'Ada Example'])
  expect(await seen(giver.reviewer)).toEqual(['provider', 'Ada Example'])
  expect(await seen(giver.viewer)).toEqual(['provider', null])
  expect(await seen(await chain.makePerson())).toBeNull()
  expect(await seen({ db: chain.anon })).toBeNull()
})

test('a grant is asked for in the currency of the offer, up to what is offered', async () => {
  const offer = await world.publish(inMoney)
  const grant = { units: [{}], consentWords: null }
  const ask = (overrides: Record<string, Json>) =>
    act(world.taker.owner, 'submit_application', world.applicationInput(offer, { ...grant, ...overrides }))
  expect(await ask({})).toEqual({ ok: false, reason: 'amount_missing' })
  expect(await ask({ askedMinor: 5, units: [{}, {}] })).toEqual({ ok: false, reason: 'amount_missing' })
  expect(await ask({ askedMinor: 1_000_001 })).toEqual({ ok: false, reason: 'above_offer' })
  expect(await ask({ askedMinor: 1_000_000 })).toMatchObject({ ok: true })
  const rows = await chain.query(`select asked_currency, asked_minor::text as minor from public.applications
    where asked_minor is not null`)
  expect(rows).toEqual([{ asked_currency: 'USD', minor: '1000000' }])
})

test.each<[string, Record<string, Json>, string]>([
  ['no motivation', { motivation: 'no' }, 'input_invalid'],
  ['no seat', { units: [] }, 'input_invalid'],
  ['more than twenty seats', { units: Array.from({ length: 21 }, () => ({ name: 'Ada' })) }, 'input_invalid'],
  ['a seat for nobody', { units: [{}] }, 'input_invalid'],
  ['a seat with a field of its own', { units: [{ name: 'Ada', age: 30 }] }, 'input_invalid'],
  ['people who were not asked', { consentWords: null }, 'consent_missing'],
  ['a need that is none', { request: 'N-0000000000' }, 'request_not_own'],
  ['an offer that is none', { offer: 'O-0000000000' }, 'not_found'],
])('%s is refused, and nothing is left behind', async (_, overrides, reason) => {
  const offer = await world.publish()
  const before = await left()
  const input = world.applicationInput(offer, overrides)
  expect(await act(world.taker.owner, 'submit_application', input)).toMatchObject({ ok: false, reason })
  expect(await left()).toEqual(before)
})

test('one live application of an organisation for an offer, also when two of its people send at once', async () => {
  const offer = await world.publish()
  const input = world.applicationInput(offer)
  const { owner, editor } = world.taker
  const answers = await Promise.all([owner, editor].map(person => act(person, 'submit_application', input)))
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
  expect(answers.find(({ ok }) => !ok)).toEqual({ ok: false, reason: 'applied_already' })
  const ref = String(answers.find(({ ok }) => ok)?.receipt?.ref)
  // Once it is taken back, there is room for another.
  await done(act(owner, 'withdraw_application', { ref }, { version: 1 }))
  expect(await act(editor, 'submit_application', input)).toMatchObject({ ok: true })
})

test('the same act twice is one application with the first receipt', async () => {
  const offer = await world.publish()
  const actKey = randomUUID()
  const input = world.applicationInput(offer)
  const first = await act(world.taker.owner, 'submit_application', input, { actKey })
  expect(first).toMatchObject({ ok: true })
  expect(await act(world.taker.owner, 'submit_application', input, { actKey })).toEqual(first)
})

test('only owners and editors of the applicant apply, and nobody for an offer of their own organisation', async () => {
  const offer = await world.publish()
  const input = world.applicationInput(offer)
  const { taker, giver, provider } = world
  for (const person of [taker.viewer, taker.reviewer])
    expect(await act(person, 'submit_application', input)).toMatchObject({ reason: 'role_missing' })
  for (const person of [giver.owner, await chain.makePerson()])
    expect(await act(person, 'submit_application', input)).toEqual({ ok: false, reason: 'not_found' })
  expect(await act(giver.owner, 'submit_application', { ...input, organisation: provider.id })).toEqual({
    ok: false,
    reason: 'own_offer',
  })
  expect(await act({ db: chain.anon }, 'submit_application', input).catch(() => 'no right')).toBe('no right')
})

test('after the last day nobody applies any more, by the clock of the database', async () => {
  const offer = await world.publish()
  await chain.query(
    `update public.offers set opens_at = now() - interval '1 day', closes_at = clock_timestamp() where ref = $1`,
    [offer],
  )
  expect(await act(world.taker.owner, 'submit_application', world.applicationInput(offer))).toEqual({
    ok: false,
    reason: 'window_closed',
  })
})

test('it names a need of its own that is open, and no other', async () => {
  const offer = await world.publish()
  const stateNeed = async (person = world.taker.owner, organisation = world.institution) =>
    done(
      act(person, 'state_need', {
        organisation: organisation.id,
        title: 'Lecturers who can teach it',
        description: 'Four of thirty lecturers can teach it today.',
        lang: 'en',
        kind: 'training',
        topic: 'machine_learning',
        languages: ['en'],
        mode: null,
        neededBy: day(200),
        tellsMatches: false,
        parts: [{ measure: 'people_trained', baseline: 0, target: 4, dueOn: null }],
      }),
    )
  const other = await applyAsAnother(chain, world, offer)
  const theirs = await stateNeed(other.owner, other.organisation)
  const over = await stateNeed()
  await done(act(world.taker.owner, 'withdraw_need', { ref: over.ref ?? null }, { version: Number(over.version) }))
  const own = await stateNeed()
  const apply = (request: Json) =>
    act(world.taker.owner, 'submit_application', world.applicationInput(offer, { request }))
  expect(await apply(theirs.ref ?? null)).toEqual({ ok: false, reason: 'request_not_own' })
  expect(await apply(over.ref ?? null)).toEqual({ ok: false, reason: 'wrong_state', state: 'withdrawn' })
  expect(await apply(own.ref ?? null)).toMatchObject({ ok: true })
})

test('its institution takes it back until it is decided, and the provider is told', async () => {
  const { taker, giver } = world
  const ref = await world.apply(await world.publish())
  const withdraw = (person: { db: typeof chain.anon }, version = 1) =>
    act(person, 'withdraw_application', { ref }, { version })
  expect(await withdraw(taker.viewer)).toMatchObject({ reason: 'role_missing' })
  for (const person of [giver.owner, await chain.makePerson()])
    expect(await withdraw(person)).toEqual({ ok: false, reason: 'not_found' })
  expect(await withdraw(taker.editor, 9)).toEqual({ ok: false, reason: 'version_differs' })
  expect(await withdraw(taker.editor)).toMatchObject({ ok: true, receipt: { version: 2 } })
  expect(await withdraw(taker.editor, 2)).toEqual({ ok: false, reason: 'wrong_state', state: 'withdrawn' })
  const told = await chain.query(
    `select kind from public.notifications where user_id = $1 and subject_ref = $2 and kind = 'application_withdrawn'`,
    [giver.owner.id, ref],
  )
  expect(told).toHaveLength(1)
})
