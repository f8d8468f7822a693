import { expect, test } from 'vitest'
import { isCounted, whyNotCounted } from '#app/domain/commitments/is-counted.ts'
import { quantities } from '#app/domain/commitments/quantities.ts'
import { makeCommitment, makeDelivery, makeTarget } from './make-commitment.ts'

test('a commitment without a target has no quantities, and its report says why it does not count', () => {
  const report = makeDelivery({ measure: 'programmes_held', reported: 20 })
  const commitment = makeCommitment({ target: null, deliveries: [report] })
  expect(quantities(commitment)).toBeNull()
  expect(whyNotCounted(report, commitment)).toBe('no_target')
})

test('without a report the reported quantity is 0', () => {
  expect(quantities(makeCommitment())).toEqual({
    measure: 'people_trained',
    promised: 100,
    reported: 0,
    confirmed: 0,
    verified: 0,
  })
})

test('a report in another measure, about another programme, from before, or without a value stays out', () => {
  const cases = [
    [makeDelivery({ id: 'a', measure: 'learners_reached' }), 'other_measure'],
    [makeDelivery({ id: 'b', excluded: 'other_programme' }), 'other_programme'],
    [makeDelivery({ id: 'c', excluded: 'before_promise' }), 'before_promise'],
    [makeDelivery({ id: 'd', reported: null }), 'no_value'],
  ] as const
  const commitment = makeCommitment({ deliveries: cases.map(([delivery]) => delivery) })
  for (const [delivery, why] of cases) expect(whyNotCounted(delivery, commitment)).toBe(why)
  expect(quantities(commitment)?.reported).toBe(0)
})

test('of several running totals only the latest counts, whatever their order', () => {
  const early = makeDelivery({ id: 'early', asOf: '2025-06-01', reported: 70 })
  const late = makeDelivery({ id: 'late', asOf: '2026-06-01', reported: 40 })
  const undated = makeDelivery({ id: 'undated', asOf: null, reported: 99 })
  for (const deliveries of [
    [early, late, undated],
    [undated, late, early],
  ]) {
    const commitment = makeCommitment({ deliveries })
    expect(quantities(commitment)?.reported).toBe(40)
    expect(whyNotCounted(early, commitment)).toBe('superseded')
    expect(whyNotCounted(undated, commitment)).toBe('superseded')
    expect(isCounted(late, commitment)).toBe(true)
  }
})

test('a later report in another measure does not supersede one in the promised measure', () => {
  const own = makeDelivery({ id: 'own', asOf: '2025-01-01', reported: 30 })
  const other = makeDelivery({ id: 'other', asOf: '2026-01-01', measure: 'learners_reached' })
  expect(quantities(makeCommitment({ deliveries: [own, other] }))?.reported).toBe(30)
})

test('of two running totals of one day the larger speaks, and exactly one counts', () => {
  const deliveries = [makeDelivery({ id: 'a', reported: 5 }), makeDelivery({ id: 'b', reported: 8 })]
  const commitment = makeCommitment({ deliveries })
  expect(deliveries.filter(delivery => isCounted(delivery, commitment)).map(({ id }) => id)).toEqual(['b'])
})

test('deliveries that were reported here are single acts and add up', () => {
  const deliveries = [
    makeDelivery({ id: 'a', origin: 'platform', reported: 5, confirmed: 4, verified: 1 }),
    makeDelivery({ id: 'b', origin: 'platform', reported: 8, confirmed: 8, verified: 0 }),
  ]
  const sum = quantities(makeCommitment({ origin: 'platform', deliveries }))
  expect(sum).toMatchObject({ reported: 13, confirmed: 12, verified: 1 })
})

test('money is counted in its own currency only', () => {
  const target = makeTarget({ measure: 'gbp_disbursed', value: 38_000_000 })
  const deliveries = [makeDelivery({ measure: 'cad_disbursed', reported: 1_000_000 })]
  expect(quantities(makeCommitment({ target, deliveries }))?.reported).toBe(0)
})
