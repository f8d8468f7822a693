import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findCommitment, listAllCommitments } from '#app/data/commitments.server.ts'
import { wholeYears } from '#app/domain/commitments/promised-total.ts'
import { revisionEntries } from '#app/domain/commitments/revised-value.ts'
import { act } from './open-chain.ts'
import { type Deliveries, type Input, openDeliveries, promiseOf, receiptOf } from './open-deliveries.ts'

let site: Deliveries
beforeAll(async () => {
  site = await openDeliveries()
  await site.query("insert into public.measures (code, nature, currency) values ('usd_per_year', 'rate', 'USD')")
  await site.query("insert into public.country_groups (code) values ('ldc'), ('asean')")
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

const rate = {
  measure: 'usd_per_year',
  target: 1000,
  qualifier: 'exactly',
  targetWords: 'US dollars a year',
  targetFrom: '2026-07-01',
  targetTo: '2028-06-30',
}

test('a plan, a rate with its beginning and end, money at a rate, and groups of countries stand on record', async () => {
  const milestones = [
    { on: '2027-12-31', value: 1500 },
    { on: '2026-12-31', value: 500 },
  ]
  const { ref } = receiptOf(
    await register({
      ...rate,
      milestones,
      amountMinor: 5000,
      currency: 'XOF',
      amountPer: 'month',
      regions: ['ldc', 'asean'],
    }),
  )
  expect(await findCommitment(site.anon, ref)).toMatchObject({
    target: { nature: 'rate', period: { from: '2026-07-01', to: '2028-06-30' } },
    milestones: [
      { date: '2026-12-31', value: 500 },
      { date: '2027-12-31', value: 1500 },
    ],
    amount: { minor: 5000, currency: 'XOF', per: 'month' },
    regions: ['asean', 'ldc'],
    revisions: [],
  })
})

test('the database counts whole years as the domain does', async () => {
  const days = [
    '2026-01-01',
    '2026-12-31',
    '2028-02-28',
    '2028-02-29',
    '2029-02-28',
    '2029-03-01',
    '2030-06-30',
  ] as const
  for (const from of days) {
    for (const to of days) {
      const [row] = await site.query('select private.whole_years($1::date, $2::date)::text as n', [from, to])
      expect(row?.n === null ? null : Number(row?.n), `${from} ${to}`).toBe(wholeYears({ from, to }))
    }
  }
})

test('the same act twice is one promise', async () => {
  const actKey = randomUUID()
  const input = promiseOf(site.provider, { title: 'Only once' })
  const first = await act(site.people.giver, 'register_commitment', input, { actKey })
  expect(await act(site.people.giver, 'register_commitment', input, { actKey })).toEqual(first)
  const rows = await site.query("select 1 from public.commitments where title = 'Only once'")
  expect(rows).toHaveLength(1)
})

const noTarget = { measure: null, target: null, qualifier: null, targetWords: null }
const plan = (overrides: object, ...milestones: [string, number][]) => ({
  ...overrides,
  milestones: milestones.map(([on, value]) => ({ on, value })),
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
  ['half of a beginning and end', { ...rate, targetTo: null }, 'period_incomplete'],
  ['a rate that ends before it begins', { ...rate, targetTo: '2025-06-30' }, 'period_incomplete'],
  ['a rate for half a year', { ...rate, targetTo: '2026-12-31' }, 'period_incomplete'],
  ['a beginning and end of a total', { targetFrom: '2026-01-01', targetTo: '2026-12-31' }, 'period_of_a_total'],
  ['a rate without an amount', { amountPer: 'year' }, 'amount_incomplete'],
  ['milestones of a promise without a number', plan({ ...noTarget }, ['2027-01-01', 5]), 'milestones_without_total'],
  [
    'milestones of a rate without an end',
    plan({ ...rate, targetFrom: null, targetTo: null }, ['2027-01-01', 5]),
    'milestones_without_total',
  ],
  ['a milestone above the total of a rate', plan(rate, ['2027-01-01', 2001]), 'milestones_crossed'],
  ['a milestone on the day of the announcement', plan({}, ['2026-01-10', 5]), 'milestones_crossed'],
  ['a milestone after the deadline', plan({}, ['2100-01-01', 5]), 'milestones_crossed'],
  ['a milestone above the target', plan({}, ['2027-01-01', 201]), 'milestones_crossed'],
  ['a plan that falls', plan({}, ['2027-01-01', 50], ['2028-01-01', 40]), 'milestones_crossed'],
  ['two numbers for a day', plan({}, ['2027-01-01', 50], ['2027-01-01', 60]), 'milestones_crossed'],
  ['a milestone of nought', plan({}, ['2027-01-01', 0]), 'input_invalid'],
  ['a milestone that is none', { milestones: ['2027-01-01'] }, 'input_invalid'],
  ['a group that is none', { regions: ['rich'] }, 'input_invalid'],
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

test('a plan, money and for whom it is are changed as one, each with what was there before', async () => {
  const { ref } = receiptOf(
    await register({
      title: 'Changed later',
      milestones: [
        { on: '2027-01-01', value: 50 },
        { on: '2028-01-01', value: 100 },
      ],
      countries: ['KE', 'MG'],
      amountMinor: 700,
      currency: 'USD',
    }),
  )
  const change = (input: Input, version: number) => revise({ ref, ...input }, version)
  expect(
    await change(
      {
        milestones: [
          { on: '2028-01-01', value: 100 },
          { on: '2027-01-01', value: 50 },
        ],
      },
      1,
    ),
  ).toMatchObject({
    reason: 'nothing_changed',
  })
  expect(await change({ countries: ['MG', 'KE'], regions: ['africa'] }, 1)).toMatchObject({ reason: 'nothing_changed' })
  expect(await change({ countries: ['KE'] }, 1)).toMatchObject({ reason: 'input_invalid' })
  // What stands unchanged has to fit what changes.
  expect(await change({ target: 90 }, 1)).toMatchObject({ reason: 'milestones_crossed' })
  expect(await change({ dueOn: '2027-12-31' }, 1)).toMatchObject({ reason: 'milestones_crossed' })
  expect(await change({ targetFrom: '2027-01-01', targetTo: '2027-12-31' }, 1)).toMatchObject({
    reason: 'period_of_a_total',
  })
  expect(await findCommitment(site.anon, ref)).toMatchObject({ version: 1, revisions: [] })

  const { version } = receiptOf(
    await change(
      {
        milestones: [{ on: '2027-01-01', value: 60 }],
        countries: ['KE', 'NG'],
        regions: ['africa'],
        amountPer: 'year',
      },
      1,
    ),
  )
  const changed = await findCommitment(site.anon, ref)
  expect(changed).toMatchObject({
    milestones: [{ date: '2027-01-01', value: 60 }],
    countries: ['KE', 'NG'],
    regions: ['africa'],
    amount: { minor: 700, currency: 'USD', per: 'year' },
  })
  const entries = revisionEntries(changed?.revisions ?? [])
  const entryOf = (field: string) => entries.find(entry => entry.field === field)
  expect(entryOf('milestone')).toMatchObject({
    before: [
      { is: 'milestone', day: '2027-01-01', value: 50 },
      { is: 'milestone', day: '2028-01-01', value: 100 },
    ],
    after: [{ is: 'milestone', day: '2027-01-01', value: 60 }],
    reason: { text: 'Funds were cut.' },
  })
  expect(entryOf('place')).toMatchObject({
    before: [{ is: 'place', code: 'MG' }],
    after: [{ is: 'place', code: 'NG' }],
  })
  expect(entryOf('amount')).toMatchObject({
    before: [{ is: 'money', money: { minor: 700, currency: 'USD' } }],
    after: [{ is: 'money', money: { minor: 700, currency: 'USD', per: 'year' } }],
  })
  expect(entries).toHaveLength(3)

  receiptOf(await change({ milestones: [], amountPer: 'total' }, version))
  expect(await findCommitment(site.anon, ref)).toMatchObject({
    milestones: [],
    amount: { minor: 700, currency: 'USD' },
  })
})
