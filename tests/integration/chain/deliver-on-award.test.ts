import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { listAwardsToReport } from '#app/data/deliveries.server.ts'
import { act } from './open-chain.ts'
import { type Deliveries, openDeliveries, receiptOf, type Step } from './open-deliveries.ts'

let site: Deliveries
beforeAll(async () => {
  site = await openDeliveries()
})
afterAll(() => site?.close())
// The one verifier takes five at once; what other tests left open is not theirs to wait for.
beforeEach(() => site.query("update public.verification_assignments set state = 'handed_back' where state = 'open'"))

/** An award of six places, accepted, by the commands that lead there. */
async function awarded(): Promise<string> {
  const { giver, taker } = site.people
  const offer = receiptOf(
    await act(giver, 'publish_offer', {
      organisation: site.provider.id,
      commitment: site.promise.ref,
      title: 'A course',
      description: 'Twelve weeks.',
      lang: 'en',
      kind: 'training',
      form: 'course',
      subject: 'Machine learning',
      topics: [],
      measure: 'people_trained',
      capacity: 6,
      capacityUnit: 'seats',
      amountMinor: null,
      currency: null,
      opensOn: '2026-01-01',
      applyBy: '2099-01-01',
      timeZone: 'UTC',
      startsOn: null,
      endsOn: null,
      languages: ['en'],
      mode: 'online',
      cost: 'free',
      answerDays: 14,
      rules: [],
    }),
  )
  const units = Array.from({ length: 6 }, (_, n) => ({ name: `Person ${n}`, mail: null }))
  const application = receiptOf(
    await act(taker, 'submit_application', {
      offer: offer.ref,
      organisation: site.institution.id,
      motivation: 'Six of our lecturers will teach it to their students in the next term.',
      lang: 'en',
      request: null,
      units,
      consentWords: 'I agree.',
      askedMinor: null,
    }),
  )
  const decided = receiptOf(
    await act(
      giver,
      'decide_application',
      {
        ref: application.ref,
        outcome: 'awarded',
        reasonCode: 'best_fit',
        reason: null,
        lang: 'en',
        quantity: 6,
        amountMinor: null,
      },
      { version: application.version },
    ),
  )
  const award = String(decided.award)
  receiptOf(
    await act(taker, 'answer_award', { ref: award, answer: 'accepted', reason: null, lang: 'en' }, { version: 1 }),
  )
  return award
}

const stateOf = async (award: string) =>
  (await site.query('select state from public.awards where ref = $1', [award]))[0]?.state

test('what is reported on an award never exceeds it, also for two at once; confirmed whole, it is complete', async () => {
  const award = await awarded()
  const on = (quantity: number, more = {}) =>
    act(
      site.people.giver,
      'report_delivery',
      site.reportOf({ award, commitment: null, receiver: null, quantity, ...more }),
    )
  expect(await on(7)).toMatchObject({ ok: false, reason: 'above_award' })
  expect(await on(1, { measure: 'labs_opened' })).toMatchObject({ reason: 'measure_of_award' })
  expect(await on(1, { receiver: site.institution.ref })).toMatchObject({ reason: 'input_invalid' })
  expect(await stateOf(award)).toBe('accepted')
  const answers = await Promise.all([on(4), on(4), on(4)])
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
  expect(answers.filter(({ reason }) => reason === 'above_award')).toHaveLength(2)
  expect(await stateOf(award)).toBe('active')
  expect(await listAwardsToReport(site.people.giver.db, site.provider.id)).toMatchObject([
    { ref: award, size: 6, left: 2 },
  ])
  expect(await listAwardsToReport(site.people.stranger.db, site.provider.id)).toEqual([])

  const first = receiptOf(answers.find(({ ok }) => ok) ?? { ok: false })
  await site.confirm(first)
  expect(await stateOf(award)).toBe('active')
  await site.confirm(receiptOf(await on(2)))
  expect(await stateOf(award)).toBe('completed')
  expect(await on(1)).toMatchObject({ reason: 'wrong_state', state: 'completed' })
})

test('a correction on an award counts in place of the old report', async () => {
  const award = await awarded()
  const delivery = receiptOf(
    await act(
      site.people.giver,
      'report_delivery',
      site.reportOf({ award, commitment: null, receiver: null, quantity: 6 }),
    ),
  )
  const correct = (quantity: number) =>
    act(
      site.people.giver,
      'correct_delivery',
      {
        ref: delivery.ref,
        quantity,
        asOf: '2026-10-02',
        note: 'Counted again.',
        lang: 'en',
        evidenceUrl: 'https://example.org/new',
      },
      { version: 1 },
    )
  expect(await correct(7)).toMatchObject({ reason: 'above_award' })
  expect(await correct(5)).toMatchObject({ ok: true })
  expect(await listAwardsToReport(site.people.giver.db, site.provider.id)).toMatchObject([{ left: 1 }])
})

/** An award of six places of which all were reported in one delivery. */
async function delivered(quantity = 6) {
  const award = await awarded()
  const input = site.reportOf({ award, commitment: null, receiver: null, quantity })
  return { award, delivery: receiptOf(await act(site.people.giver, 'report_delivery', input)) }
}

const correct = ({ ref, version }: Step, quantity: number) =>
  act(
    site.people.giver,
    'correct_delivery',
    { ref, quantity, asOf: '2026-10-02', note: 'Counted again.', lang: 'en', evidenceUrl: 'https://example.org/new' },
    { version },
  )

const movesOf = async (award: string) =>
  (
    await site.query(
      `select l.command || ' ' || (l.details ->> 'state') as move from public.audit_log l
       join public.awards w on w.id = l.subject_id where l.chain = 'award' and w.ref = $1 and l.details ? 'state' order by l.id`,
      [award],
    )
  ).map(({ move }) => move)

test('a correction that lowers what arrived opens a complete award again, until all of it arrived', async () => {
  const { award, delivery } = await delivered()
  const confirmed = await site.confirm(delivery)
  expect(await stateOf(award)).toBe('completed')

  const replaced = receiptOf(await correct(confirmed, 4))
  // Nobody has confirmed the new report yet, so nothing of the award has arrived by a word that counts.
  expect(await stateOf(award)).toBe('active')
  await site.confirm(replaced)
  expect(await stateOf(award)).toBe('active')
  expect(await listAwardsToReport(site.people.giver.db, site.provider.id)).toContainEqual(
    expect.objectContaining({ ref: award, left: 2 }),
  )

  const rest = site.reportOf({ award, commitment: null, receiver: null, quantity: 2 })
  await site.confirm(receiptOf(await act(site.people.giver, 'report_delivery', rest)))
  expect(await stateOf(award)).toBe('completed')
  expect(await movesOf(award)).toEqual([
    'report_delivery active',
    'confirm_delivery completed',
    'correct_delivery active',
    'confirm_delivery completed',
  ])
})

test('a correction that changes no quantity waits for its confirmation like the report did', async () => {
  const { award, delivery } = await delivered()
  const replaced = receiptOf(await correct(await site.confirm(delivery), 6))
  expect(await stateOf(award)).toBe('active')
  await site.confirm(replaced)
  expect(await stateOf(award)).toBe('completed')
})

test('a verifier who rejects what was confirmed opens a complete award again; one who finds it proven does not', async () => {
  const proven = await delivered()
  await site.verify(await site.confirm(proven.delivery))
  expect(await stateOf(proven.award)).toBe('completed')

  const rejected = await delivered()
  await site.verify(await site.confirm(rejected.delivery), { outcome: 'rejected', reason: 'The list names others.' })
  expect(await stateOf(rejected.award)).toBe('active')
  expect(await movesOf(rejected.award)).toContain('verify_delivery active')
})

test('what a verifier finds proven after a settled dispute completes an award, as a confirmation does', async () => {
  const { award, delivery } = await delivered()
  const { ref } = delivery
  const { taker, coordinator } = site.people
  const input = site.confirmOf(delivery, { outcome: 'not', note: 'Nobody came.' })
  receiptOf(await act(taker, 'confirm_delivery', input, { version: delivery.version }))
  expect(await stateOf(award)).toBe('active')
  const settle = { ref, outcome: 'settled', quantity: 6, ruling: 'The list shows all six.', lang: 'en' }
  receiptOf(await act(coordinator, 'settle_dispute', settle, { version: 1 }))
  expect(await stateOf(award)).toBe('active')
  const [row] = await site.query('select version::text from public.deliveries where ref = $1', [ref])
  await site.verify({ ref, version: Number(row?.version) })
  expect(await stateOf(award)).toBe('completed')
  expect(await movesOf(award)).toContain('verify_delivery completed')
})
