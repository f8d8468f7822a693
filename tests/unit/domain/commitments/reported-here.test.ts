import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Delivery } from '#app/domain/commitments/commitment.ts'
import { countsOf } from '#app/domain/commitments/counts-of.ts'
import { fourAnswers } from '#app/domain/commitments/four-answers.ts'
import { whyNotCounted } from '#app/domain/commitments/is-counted.ts'
import { measureTotals } from '#app/domain/commitments/measure-totals.ts'
import { quantities } from '#app/domain/commitments/quantities.ts'
import { reportedOverTime } from '#app/domain/commitments/reported-over-time.ts'
import { stepReached } from '#app/domain/commitments/step-reached.ts'
import { makeCommitment, makeDelivery } from './make-commitment.ts'

const total = (reported: number, more: Partial<Delivery> = {}) =>
  makeDelivery({ id: `total-${reported}`, reported, ...more })
const here = (reported: number, confirmed = 0, verified = 0, more: Partial<Delivery> = {}) =>
  makeDelivery({
    id: `here-${reported}`,
    ref: `D-${reported}`,
    origin: 'platform',
    reported,
    confirmed,
    verified,
    ...more,
  })

// By hand: what a reader should see, for each mix of what a source states and what was reported here.
test.each([
  ['nothing', [], [0, 0, 0], []],
  ['a running total alone', [total(30)], [30, 0, 0], [null]],
  ['acts alone add up', [here(5, 4, 1), here(8, 8, 0)], [13, 12, 1], [null, null]],
  [
    'a larger total may hold the acts',
    [total(30), here(5, 4, 1), here(8, 8)],
    [30, 12, 1],
    [null, 'within_total', 'within_total'],
  ],
  ['acts beyond the total replace it', [total(10), here(5, 4, 1), here(8, 8)], [13, 12, 1], ['superseded', null, null]],
  ['as much as the total: the acts speak', [total(13), here(5), here(8)], [13, 0, 0], ['superseded', null, null]],
  [
    'an older total is superseded by a later one first',
    [total(50, { asOf: '2025-01-01' }), total(10), here(12, 12, 12)],
    [12, 12, 12],
    ['superseded', 'superseded', null],
  ],
  [
    'a corrected act counts no more',
    [here(9, 0, 0, { state: 'corrected' }), here(5, 5)],
    [5, 5, 0],
    ['corrected', null],
  ],
  ['a rejected act counts no more', [here(9, 9, 0, { state: 'rejected' }), here(5)], [5, 0, 0], ['rejected', null]],
  ['a disputed act is still reported', [here(9, 0, 0, { state: 'disputed', disputed: true })], [9, 0, 0], [null]],
  [
    'an act in another measure stays out',
    [here(9, 9, 9, { measure: 'labs_opened' }), here(5)],
    [5, 0, 0],
    ['other_measure', null],
  ],
] as const)('%s', (_, deliveries, [reported, confirmed, verified], whys) => {
  const commitment = makeCommitment({ deliveries: [...deliveries] })
  expect(quantities(commitment)).toMatchObject({ reported, confirmed, verified })
  expect(measureTotals([commitment])[0]).toMatchObject({ reported, confirmed, verified })
  expect(deliveries.map(delivery => whyNotCounted(delivery, commitment))).toEqual(whys)
})

test('a whole with a running total holds its own acts and its parts once', () => {
  const whole = makeCommitment({ ref: 'W', deliveries: [total(20), here(5, 5)] })
  const part = (reported: number) => makeCommitment({ ref: 'P', wholeRef: 'W', deliveries: [here(reported, reported)] })
  expect(measureTotals([whole, part(9)])[0]).toMatchObject({ reported: 20, confirmed: 14 })
  expect(measureTotals([whole, part(30)])[0]).toMatchObject({ reported: 35, confirmed: 35 })
})

test('what is corrected or rejected is no report on record any more', () => {
  const gone = makeCommitment({
    deliveries: [here(9, 9, 9, { state: 'corrected' }), here(8, 8, 0, { state: 'rejected' })],
  })
  expect(countsOf([gone])).toEqual({ registered: 1, reported: 0, confirmed: 0, verified: 0 })
  expect(stepReached(gone)).toBe('promised')
  expect(fourAnswers(gone, '2026-11-25')).toMatchObject({ verification: 'no_evidence', implementation: 'not_started' })
})

test('a dispute is the answer while it lasts', () => {
  const disputed = here(9, 0, 0, { state: 'disputed', disputed: true })
  expect(fourAnswers(makeCommitment({ deliveries: [disputed, here(5, 5, 5)] }), '2026-11-25').verification).toBe(
    'disputed',
  )
})

test('over time acts add up, totals stand, the larger speaks', () => {
  const commitment = makeCommitment({
    deliveries: [
      here(5, 0, 0, { asOf: '2026-01-01' }),
      total(4, { asOf: '2026-02-01' }),
      here(8, 0, 0, { asOf: '2026-03-01' }),
      total(40, { asOf: '2026-04-01' }),
    ],
  })
  expect(reportedOverTime(commitment).map(({ value }) => value)).toEqual([5, 5, 13, 40])
})

const act = fc
  .record({
    parts: fc.tuple(fc.nat(50), fc.nat(50), fc.nat(50)),
    state: fc.constantFrom('reported', 'confirmed', 'verified', 'corrected', 'rejected', 'disputed'),
  })
  .map(({ parts, state }) => {
    const [verified, confirmed, reported] = parts.toSorted((a, b) => a - b) as [number, number, number]
    return { reported, confirmed, verified, state } as const
  })

test('whatever was reported: nothing counts twice, and verified never exceeds confirmed, nor confirmed reported', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 8 }), fc.array(fc.nat(200), { maxLength: 3 }), (acts, totals) => {
      const deliveries = [
        ...acts.map((of, n) => here(of.reported, of.confirmed, of.verified, { id: `a${n}`, state: of.state })),
        ...totals.map((reported, n) => total(reported, { id: `t${n}`, asOf: `2026-01-0${n + 1}` as '2026-01-01' })),
      ]
      const sum = quantities(makeCommitment({ deliveries }))
      const standing = acts.filter(({ state }) => state !== 'corrected' && state !== 'rejected')
      const add = (of: 'reported' | 'confirmed' | 'verified') => standing.reduce((all, one) => all + one[of], 0)
      expect(sum?.reported).toBe(Math.max(add('reported'), totals.at(-1) ?? 0))
      expect(sum?.confirmed).toBe(add('confirmed'))
      expect(sum?.verified).toBe(add('verified'))
      expect((sum?.verified ?? 0) <= (sum?.confirmed ?? 0) && (sum?.confirmed ?? 0) <= (sum?.reported ?? 0)).toBe(true)
    }),
  )
})
