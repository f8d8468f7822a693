import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Json } from '#app/data/database.types.ts'
import { findOffer, listAllOffers, listCandidateOffers } from '#app/data/offers.server.ts'
import { isIsoDate } from '#app/domain/calendar/iso-date.ts'
import { day, inMoney, makeOfferWorld, type OfferWorld } from './offer-world.ts'
import { act, type Chain, openChain } from './open-chain.ts'

let chain: Chain
let world: OfferWorld
beforeAll(async () => {
  chain = await openChain()
  world = await makeOfferWorld(chain)
})
afterAll(() => chain?.close())

const today = day(0)
if (!isIsoDate(today)) throw new Error('no day')

const offersOf = () =>
  chain.query('select ref from public.offers where provider_id = $1', [world.provider.id]).then(rows => rows.length)

test('an offer is public with its window, its rules and its commitment; the act is in the audit', async () => {
  const ref = await world.publish()
  const offer = await findOffer(chain.anon, ref, today)
  expect(offer).toMatchObject({
    origin: 'platform',
    window: 'open',
    capacity: { value: 3 },
    countries: ['KE', 'NG'],
    regions: ['africa'],
    applyUrl: null,
    here: { left: 3, unitKind: 'seat', timeZone: 'Africa/Nairobi', commitment: { ref: world.commitment } },
  })
  // The window ends with the last day in its own zone, three hours ahead of UTC.
  expect(offer?.here && new Date(offer.here.closesAt).toISOString()).toBe(`${day(30)}T21:00:00.000Z`)
  expect((await listAllOffers(chain.anon, today)).map(({ ref: listed }) => listed)).toContain(ref)
  const audit = await chain.query(
    `select l.command from public.audit_log l join public.offers f on f.id = l.subject_id where f.ref = $1`,
    [ref],
  )
  expect(audit).toEqual([{ command: 'publish_offer' }])
})

test.each([
  ['a scholarship', { form: 'scholarship' }, 'seat'],
  ['a joint lab', { kind: 'joint_lab', form: 'lab', measure: 'labs_opened' }, 'lab_slot'],
  ['computing power', { kind: 'infrastructure', form: 'compute', measure: 'gpu_hours' }, 'item'],
  ['a grant', inMoney, 'grant'],
  ['a data set', { kind: 'shared_resource', form: 'data_set' }, 'item'],
])('%s is applied for in its own unit', async (_, overrides: Record<string, Json>, unitKind) => {
  const offer = await findOffer(chain.anon, await world.publish(overrides), today)
  expect(offer?.here).toMatchObject({ unitKind, left: unitKind === 'grant' ? 10_000 : 3 })
})

test('an offer that opens later is announced and takes nothing yet', async () => {
  const ref = await world.publish({ opensOn: day(5) })
  expect(await findOffer(chain.anon, ref, today)).toMatchObject({ window: 'forecast' })
  expect(await act(world.taker.owner, 'submit_application', world.applicationInput(ref))).toEqual({
    ok: false,
    reason: 'window_closed',
  })
})

test('a candidate of whoever looks, until the window ends by the clock of the database', async () => {
  const ref = await world.publish()
  const refs = async () =>
    (await listCandidateOffers(chain.anon, { kind: null, country: 'KE' }, today)).map(({ ref: found }) => found)
  expect(await refs()).toContain(ref)
  await chain.query(
    `update public.offers set closes_at = now() - interval '1 second', opens_at = now() - interval '1 day'
    where ref = $1`,
    [ref],
  )
  expect(await refs()).not.toContain(ref)
  expect(await findOffer(chain.anon, ref, today)).toMatchObject({ window: 'closed' })
})

test('an offer of the demonstration is in no list of the real world', async () => {
  const invented = await chain.makeOrganisation({ origin: 'demonstration' })
  const owner = await chain.makePerson()
  await chain.addMember(owner, invented)
  const promise = await act(owner, 'register_commitment', {
    organisation: invented.id,
    title: 'Train ten people',
    lang: 'en',
    kind: 'training',
    subject: 'Learning',
    topics: [],
    announcedOn: day(-1),
    countries: [],
    regions: [],
    nextReportDueOn: day(9),
  })
  const answer = await act(
    owner,
    'publish_offer',
    world.offerInput({
      organisation: invented.id,
      commitment: promise.receipt?.ref ?? null,
    }),
  )
  const ref = String(answer.receipt?.ref)
  expect(await findOffer(chain.anon, ref, today)).toMatchObject({ origin: 'demonstration' })
  expect((await listAllOffers(chain.anon, today)).map(offer => offer.ref)).not.toContain(ref)
  const candidates = await listCandidateOffers(chain.anon, { kind: null, country: null }, today)
  expect(candidates.map(offer => offer.ref)).not.toContain(ref)
  // Nor does anybody real apply for it.
  expect(await act(world.taker.owner, 'submit_application', world.applicationInput(ref))).toEqual({
    ok: false,
    reason: 'not_found',
  })
})

test.each<[string, Record<string, Json>, string, string | undefined]>([
  ['a field of its own', { state: 'open' }, 'input_invalid', 'state'],
  ['no title', { title: ' ' }, 'input_invalid', 'title'],
  ['a form of another kind', { form: 'compute' }, 'input_invalid', 'form'],
  ['no room', { capacity: null }, 'capacity_missing', undefined],
  ['room without its unit', { capacityUnit: null }, 'capacity_missing', undefined],
  ['money without a currency', { ...inMoney, currency: null }, 'capacity_missing', undefined],
  ['a unit that is none', { measure: 'miracles' }, 'measure_unknown', undefined],
  ['a topic that is none', { topics: ['miracles'] }, 'topic_unknown', undefined],
  ['a zone that is none', { timeZone: 'Africa/Atlantis' }, 'zone_unknown', undefined],
  ['a last day that is over', { applyBy: day(-2) }, 'date_past', undefined],
  ['opening after closing', { opensOn: day(40) }, 'dates_crossed', undefined],
  ['ending before it starts', { startsOn: day(60), endsOn: day(50) }, 'dates_crossed', undefined],
  ['a rule that is none', { rules: [{ rule: 'friends' }] }, 'input_invalid', 'rules'],
  ['a country that is none', { rules: [{ rule: 'place', countries: ['XX'], regions: [] }] }, 'input_invalid', 'rules'],
  ['a place rule of nowhere', { rules: [{ rule: 'place', countries: [], regions: [] }] }, 'input_invalid', 'rules'],
  ['a language rule of none', { rules: [{ rule: 'language', languages: [] }] }, 'input_invalid', 'rules'],
  ['a kind of body that is none', { rules: [{ rule: 'body', kinds: ['club'] }] }, 'input_invalid', 'rules'],
  ['a commitment that is none', { commitment: 'C-0000000000' }, 'commitment_not_own', undefined],
])('%s is refused, and nothing is left behind', async (_, overrides, reason, field) => {
  const before = await offersOf()
  const answer = await act(world.giver.editor, 'publish_offer', world.offerInput(overrides))
  expect(answer).toMatchObject({ ok: false, reason, ...(field ? { field } : {}) })
  expect(await offersOf()).toBe(before)
})

test('only owners and editors publish, and only for a commitment of their own', async () => {
  const { giver, taker, institution } = world
  const before = await offersOf()
  for (const person of [giver.viewer, giver.reviewer])
    expect(await act(person, 'publish_offer', world.offerInput())).toMatchObject({ reason: 'role_missing' })
  for (const person of [taker.owner, await chain.makePerson()])
    expect(await act(person, 'publish_offer', world.offerInput())).toEqual({ ok: false, reason: 'not_found' })
  const other = world.offerInput({ organisation: institution.id })
  expect(await act(taker.owner, 'publish_offer', other)).toEqual({ ok: false, reason: 'commitment_not_own' })
  expect(await act({ db: chain.anon }, 'publish_offer', world.offerInput()).catch(() => 'no right')).toBe('no right')
  expect(await offersOf()).toBe(before)
})

test('an act that makes something new expects no version', async () => {
  const { giver, taker } = world
  expect(await act(giver.owner, 'publish_offer', world.offerInput(), { version: 1 })).toMatchObject({
    reason: 'input_invalid',
  })
  const application = world.applicationInput(await world.publish())
  expect(await act(taker.owner, 'submit_application', application, { version: 1 })).toMatchObject({
    reason: 'input_invalid',
  })
})

test('the same act twice is one offer', async () => {
  const actKey = randomUUID()
  const before = await offersOf()
  const first = await act(world.giver.owner, 'publish_offer', world.offerInput(), { actKey })
  expect(first).toMatchObject({ ok: true })
  expect(await act(world.giver.owner, 'publish_offer', world.offerInput(), { actKey })).toEqual(first)
  const other = world.offerInput({ title: 'Another course' })
  expect(await act(world.giver.owner, 'publish_offer', other, { actKey })).toMatchObject({ reason: 'act_key_reused' })
  expect(await offersOf()).toBe(before + 1)
})

test('a provider closes its offer, or cancels it with a reason that everybody reads', async () => {
  const { giver, taker } = world
  const [closed, cancelled] = [await world.publish(), await world.publish()]
  const close = { ref: closed }
  expect(await act(giver.reviewer, 'close_offer', close, { version: 1 })).toMatchObject({ reason: 'role_missing' })
  expect(await act(taker.owner, 'close_offer', close, { version: 1 })).toEqual({ ok: false, reason: 'not_found' })
  expect(await act(giver.owner, 'close_offer', close, { version: 7 })).toEqual({ ok: false, reason: 'version_differs' })
  expect(await act(giver.owner, 'close_offer', close, { version: 1 })).toMatchObject({ receipt: { version: 2 } })
  const zone = 'Africa/Nairobi'
  const here = new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(new Date())
  expect((await findOffer(chain.anon, closed, today))?.here).toMatchObject({ timeZone: zone, endedOn: here })
  expect(await act(giver.owner, 'close_offer', close, { version: 2 })).toMatchObject({ reason: 'wrong_state' })

  const cancel = { ref: cancelled, reason: 'The rooms burned down.', lang: 'en' }
  const silent = { ...cancel, reason: '' }
  expect(await act(giver.owner, 'cancel_offer', silent, { version: 1 })).toMatchObject({ field: 'reason' })
  expect(await act(giver.viewer, 'cancel_offer', cancel, { version: 1 })).toMatchObject({ reason: 'role_missing' })
  expect(await act(taker.owner, 'cancel_offer', cancel, { version: 1 })).toEqual({ ok: false, reason: 'not_found' })
  expect(await act(giver.editor, 'cancel_offer', cancel, { version: 1 })).toMatchObject({ ok: true })
  expect(await findOffer(chain.anon, cancelled, today)).toMatchObject({
    window: 'closed',
    here: { state: 'cancelled', endedReason: { text: 'The rooms burned down.' } },
  })
  for (const ref of [closed, cancelled])
    expect(await act(taker.owner, 'submit_application', world.applicationInput(ref))).toMatchObject({
      reason: 'window_closed',
    })
})

test('nobody closes what was imported', async () => {
  await chain.query(
    `insert into public.offers (id, ref, origin, title, lang, kind, form, provider_id, topic, apply_url, source_url,
       source_publisher, source_kind, checked_on, state)
     values (gen_random_uuid(), 'OX1', 'imported', 'Course', 'en', 'training', 'course', $1, 'AI', 'https://example.org',
       'https://example.org', 'Example', 'provider', current_date, 'unknown')`,
    [world.provider.id],
  )
  expect(await act(world.giver.owner, 'close_offer', { ref: 'OX1' }, { version: 1 })).toEqual({
    ok: false,
    reason: 'not_found',
  })
  expect(await act(world.taker.owner, 'submit_application', world.applicationInput('OX1'))).toEqual({
    ok: false,
    reason: 'offer_imported',
  })
})

test('of a provider that nobody has verified an offer stands in no list and nobody is told, until it is verified', async () => {
  const ref = await world.publish()
  const seen = async () => {
    const [all, candidates, told] = await Promise.all([
      listAllOffers(chain.anon, today),
      listCandidateOffers(chain.anon, { kind: null, country: null }, today),
      chain.query('select ref from private.offers_to_tell()', []),
    ])
    return [all, candidates, told].map(list => list.some(offer => offer.ref === ref))
  }
  const become = (state: string) =>
    chain.query('update public.organisations set state = $2 where id = $1', [world.provider.id, state])
  expect(await seen()).toEqual([true, true, true])
  await become('claimed')
  expect(await seen()).toEqual([false, false, false])
  // Its address still answers, and says so.
  expect(await findOffer(chain.anon, ref, today)).toMatchObject({ isListed: false, window: 'open' })
  await become('verified')
  expect(await seen()).toEqual([true, true, true])
})
