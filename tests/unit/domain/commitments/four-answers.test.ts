import { expect, test } from 'vitest'
import type { Commitment } from '#app/domain/commitments/commitment.ts'
import { decidingDeadline, fourAnswers } from '#app/domain/commitments/four-answers.ts'
import { makeCommitment, makeDelivery, makeTarget } from './make-commitment.ts'

const at = '2026-11-24'
const due = (date: `${number}-${number}-${number}`) => ({ date, words: null, source: null })
const implementation = (overrides: Partial<Commitment>, on: typeof at | '2026-12-31' | '2027-01-01' = at) =>
  fourAnswers(makeCommitment(overrides), on).implementation
const reported = (value: number, more = {}) => [makeDelivery({ reported: value, ...more })]

test('an imported commitment without reports is announced, not started, never reported, without evidence', () => {
  expect(fourAnswers(makeCommitment(), at)).toEqual({
    at,
    formalisation: 'announced',
    implementation: 'not_started',
    basis: null,
    freshness: 'never_reported',
    verification: 'no_evidence',
  })
})

test('wording that cannot be checked comes before everything else', () => {
  const verifiability = { isVerifiable: false as const, reason: { text: 'Not observable', lang: 'en' } }
  expect(implementation({ verifiability, deliveries: reported(200), deadlines: [due('2020-01-01')] })).toBe(
    'not_assessed',
  )
  expect(implementation({ verifiability, target: null })).toBe('not_assessed')
})

test('without a number there is only no_number, also after the deadline', () => {
  expect(implementation({ target: null, deadlines: [due('2020-01-01')] })).toBe('no_number')
})

test('above the target is over_delivered, equal is delivered, below is in progress', () => {
  expect(implementation({ deliveries: reported(101) })).toBe('over_delivered')
  expect(implementation({ deliveries: reported(100) })).toBe('delivered')
  expect(implementation({ deliveries: reported(99) })).toBe('in_progress')
})

test('what was delivered stays delivered after the deadline', () => {
  expect(implementation({ deliveries: reported(100), deadlines: [due('2026-01-01')] })).toBe('delivered')
})

test('the basis is the strongest quantity for which the answer still holds', () => {
  const basis = (more: object, value = 100) =>
    fourAnswers(makeCommitment({ deliveries: reported(value, more) }), at).basis
  expect(basis({})).toBe('reported')
  expect(basis({ confirmed: 99 })).toBe('reported')
  expect(basis({ confirmed: 100 })).toBe('confirmed')
  expect(basis({ confirmed: 100, verified: 100 })).toBe('verified')
  expect(basis({ confirmed: 100, verified: 100 }, 120)).toBe('reported')
  expect(basis({ confirmed: 110, verified: 100 }, 120)).toBe('confirmed')
})

test('the day of the deadline is not late, the day after is', () => {
  const deadlines = [due('2026-12-31')]
  expect(implementation({ deadlines }, '2026-12-31')).toBe('not_started')
  expect(implementation({ deadlines }, '2027-01-01')).toBe('overdue')
  expect(implementation({ deadlines, deliveries: reported(99) }, '2027-01-01')).toBe('overdue')
})

test('where sources conflict the latest deadline decides, in any order', () => {
  const deadlines = [due('2025-12-31'), due('2026-12-31')]
  expect(implementation({ deadlines })).toBe('not_started')
  expect(decidingDeadline(makeCommitment({ deadlines: [...deadlines].reverse() }))).toBe('2026-12-31')
  expect(decidingDeadline(makeCommitment())).toBeNull()
})

test('a target "up to" is never late and is delivered only at its number', () => {
  const target = makeTarget({ qualifier: 'up_to' })
  const deadlines = [due('2020-01-01')]
  expect(implementation({ target, deadlines })).toBe('not_started')
  expect(implementation({ target, deadlines, deliveries: reported(99) })).toBe('in_progress')
  expect(implementation({ target, deadlines, deliveries: reported(100) })).toBe('delivered')
})

test('a yearly rate without start and end is neither delivered nor late', () => {
  const target = makeTarget({ measure: 'usd_per_year', nature: 'rate' })
  const deliveries = reported(500, { measure: 'usd_per_year' })
  const deadlines = [due('2020-01-01')]
  expect(implementation({ target, deadlines })).toBe('not_started')
  expect(implementation({ target, deadlines, deliveries })).toBe('in_progress')
})

test('a yearly rate with start and end is compared with its total over the years', () => {
  const period = { from: '2024-01-01', to: '2025-12-31' } as const
  const target = makeTarget({ measure: 'usd_per_year', nature: 'rate', value: 250, period })
  const given = (quantity: number) => reported(quantity, { measure: 'usd_per_year' })
  const deadlines = [due('2025-12-31')]
  expect(implementation({ target, deliveries: given(250) })).toBe('in_progress')
  expect(implementation({ target, deliveries: given(500) })).toBe('delivered')
  expect(implementation({ target, deliveries: given(501) })).toBe('over_delivered')
  expect(implementation({ target, deadlines, deliveries: given(250) })).toBe('overdue')
})

test('on track and behind come from stated milestones alone', () => {
  const milestones = [
    { date: '2026-01-01' as const, value: 20 },
    { date: '2026-11-24' as const, value: 60 },
    { date: '2027-11-24' as const, value: 100 },
  ]
  expect(implementation({ milestones, deliveries: reported(60) })).toBe('on_track')
  expect(implementation({ milestones, deliveries: reported(59) })).toBe('behind')
  expect(implementation({ milestones: milestones.slice(2) })).toBe('on_track')
})

test('a report in another measure makes no progress and is still evidence of its author', () => {
  const answers = fourAnswers(makeCommitment({ deliveries: reported(500, { measure: 'learners_reached' }) }), at)
  expect(answers).toMatchObject({ implementation: 'not_started', verification: 'self_reported' })
})

test('verification goes from self-reported over confirmed to verified, and a dispute speaks first', () => {
  const verification = (more: object) =>
    fourAnswers(makeCommitment({ deliveries: reported(50, more) }), at).verification
  expect(verification({})).toBe('self_reported')
  expect(verification({ confirmed: 1 })).toBe('confirmed')
  expect(verification({ confirmed: 1, verified: 1 })).toBe('verified')
  expect(verification({ confirmed: 1, verified: 1, disputed: true })).toBe('disputed')
})

test('freshness follows the agreed schedule: due in the last 30 days, overdue after', () => {
  const freshness = (lastOn: '2026-01-01' | null, nextDueOn: `${number}-${number}-${number}`) =>
    fourAnswers(makeCommitment({ origin: 'platform', reporting: { lastOn, nextDueOn } }), at).freshness
  expect(freshness('2026-01-01', '2026-12-25')).toBe('on_time')
  expect(freshness('2026-01-01', '2026-12-24')).toBe('due')
  expect(freshness('2026-01-01', '2026-11-24')).toBe('due')
  expect(freshness('2026-01-01', '2026-11-23')).toBe('overdue')
  expect(freshness(null, '2027-06-01')).toBe('never_reported')
  expect(freshness(null, '2026-12-01')).toBe('due')
  expect(freshness(null, '2026-01-01')).toBe('never_reported')
})
