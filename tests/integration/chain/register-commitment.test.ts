import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findCommitment, listAllCommitments } from '#app/data/commitments.server.ts'
import { act } from './open-chain.ts'
import { type Deliveries, openDeliveries, promiseOf, receiptOf } from './open-deliveries.ts'

let site: Deliveries
beforeAll(async () => {
  site = await openDeliveries()
})
afterAll(() => site?.close())

const register = (overrides = {}) => act(site.people.giver, 'register_commitment', promiseOf(site.provider, overrides))

test('a promise stands on record as it was announced, with who is accountable and whose mapping it is', async () => {
  const { ref } = receiptOf(await register())
  expect(await findCommitment(site.anon, ref)).toMatchObject({
    origin: 'platform',
    isListed: true,
    title: { text: 'Train 200 lecturers', lang: 'en' },
    accountable: { ref: site.provider.ref },
    target: { measure: 'people_trained', value: 200, qualifier: 'at_least' },
    deadlines: [{ date: '2099-12-31' }],
    countries: ['KE'],
    regions: ['africa'],
    point: { number: 12, by: expect.stringContaining('Organisation') },
    source: null,
    reporting: { lastOn: null, nextDueOn: '2099-06-30' },
  })
})

test('the same act twice is one promise', async () => {
  const actKey = randomUUID()
  const input = promiseOf(site.provider, { title: 'Only once' })
  const first = await act(site.people.giver, 'register_commitment', input, { actKey })
  expect(await act(site.people.giver, 'register_commitment', input, { actKey })).toEqual(first)
  const rows = await site.query("select 1 from public.commitments where title = 'Only once'")
  expect(rows).toHaveLength(1)
})

test.each([
  ['a number without a unit', { measure: null }, 'target_incomplete'],
  ['a unit that is none', { measure: 'smiles' }, 'measure_unknown'],
  ['an amount without a currency', { amountMinor: 100 }, 'amount_incomplete'],
  ['an announcement of tomorrow', { announcedOn: '2099-01-01' }, 'date_future'],
  ['an end before the beginning', { dueOn: '2026-01-10' }, 'dates_crossed'],
  ['a next report in the past', { nextReportDueOn: '2026-01-01' }, 'date_past'],
  ['a page without its publisher', { sourceUrl: 'https://example.org/x' }, 'source_incomplete'],
  ['a page that is none', { sourceUrl: 'javascript:alert(1)', sourcePublisher: 'Me' }, 'source_incomplete'],
  ['a point without a reason', { pointReason: null }, 'point_unknown'],
  ['a point that is none', { point: 77 }, 'point_unknown'],
  ['a topic that is none', { topics: ['cooking'] }, 'input_invalid'],
  ['a country that is none', { countries: ['XX'] }, 'input_invalid'],
  ['a target of nought', { target: 0 }, 'input_invalid'],
  ['a field of its own', { origin: 'imported' }, 'input_invalid'],
])('%s is refused, and nothing is left behind', async (_, overrides, reason) => {
  const before = await site.countAll()
  expect(await register(overrides)).toMatchObject({ ok: false, reason })
  expect(await site.countAll()).toEqual(before)
})

test('only owners and editors promise for an organisation', async () => {
  const input = promiseOf(site.provider)
  expect(await act(site.people.viewer, 'register_commitment', input)).toMatchObject({ reason: 'role_missing' })
  expect(await act(site.people.stranger, 'register_commitment', input)).toMatchObject({ reason: 'not_found' })
  expect(await act(site.people.taker, 'register_commitment', input)).toMatchObject({ reason: 'not_found' })
  expect(await act({ db: site.anon }, 'register_commitment', input).catch(() => 'no right')).toBe('no right')
})

test('the promise of an organisation that nobody verified stands on its page and in no list', async () => {
  const unknown = await site.makeOrganisation({ state: 'claimed' })
  const owner = await site.makePerson()
  await site.addMember(owner, unknown)
  const { ref } = receiptOf(await act(owner, 'register_commitment', promiseOf(unknown)))
  expect(await findCommitment(site.anon, ref)).toMatchObject({ isListed: false })
  expect((await listAllCommitments(site.anon)).map(commitment => commitment.ref)).not.toContain(ref)
})

const revise = (overrides = {}, version = 1, by = site.people.giver) =>
  act(
    by,
    'revise_commitment',
    { ref: site.promise.ref, reason: 'Funds were cut.', reasonLang: 'en', ...overrides },
    { version },
  )

test('a change keeps what was there before, with the reason; only who is accountable changes it', async () => {
  expect(await revise({ target: 150 }, 1, site.people.viewer)).toMatchObject({ reason: 'role_missing' })
  expect(await revise({ target: 150 }, 1, site.people.taker)).toMatchObject({ reason: 'not_found' })
  expect(await revise({ target: 200 })).toMatchObject({ reason: 'nothing_changed' })
  expect(await revise({ target: 150 }, 7)).toMatchObject({ reason: 'version_differs' })
  expect(await revise({ dueOn: '2025-01-01' })).toMatchObject({ reason: 'dates_crossed' })
  expect(await revise({ nextReportDueOn: '2026-01-01' })).toMatchObject({ reason: 'date_past' })
  expect(await revise({ target: 150, reason: ' ' })).toMatchObject({ reason: 'input_invalid' })

  const { version } = receiptOf(await revise({ target: 150, dueOn: '2100-06-30', formalisation: 'signed' }))
  expect(version).toBe(2)
  const changed = await findCommitment(site.anon, site.promise.ref)
  expect(changed).toMatchObject({
    target: { value: 150 },
    formalisation: 'signed',
    deadlines: [{ date: '2100-06-30' }],
  })
  const fields = changed?.revisions.map(({ field, before, reason }) => [field, before.text, reason.text])
  expect(fields).toContainEqual(['target', 'at_least 200 lecturers', 'Funds were cut.'])
  expect(fields).toContainEqual(['formalisation', 'announced', 'Funds were cut.'])
})
