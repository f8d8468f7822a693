import { expect, test } from 'vitest'
import type { IsoDate } from '#app/domain/calendar/iso-date.ts'
import type { DeliveryRecord } from '#app/domain/deliveries/delivery-record.ts'
import { refuseConfirmation, refuseEnding, refuseFinding, refuseReport } from '#app/domain/deliveries/refuse-step.ts'

const receiver = { ref: 'coast', name: { text: 'Coast', lang: 'en' } }
const delivery = (more: Partial<DeliveryRecord> = {}) =>
  ({ reported: 10, confirmed: 0, settled: null, receiver, ...more }) as DeliveryRecord

test('a part lies between nothing and all of it, and what is missing is said', () => {
  const said = (quantity: number | null, note: string | null = 'two left') =>
    refuseConfirmation({ outcome: 'partly', quantity, note }, delivery())
  expect([null, 0, 10, 11].map(quantity => said(quantity))).toEqual(Array(4).fill('quantity_not_between'))
  expect([0.5, 9.99].map(quantity => said(quantity))).toEqual([null, null])
  expect(said(5, null)).toBe('note_missing')
  expect(refuseConfirmation({ outcome: 'not', quantity: null, note: null }, delivery())).toBe('note_missing')
  expect(refuseConfirmation({ outcome: 'wholly', quantity: null, note: null }, delivery())).toBeNull()
})

test('nobody finds more than was confirmed, or settled, or reported where nobody receives', () => {
  const found = (quantity: number | null, more: Partial<DeliveryRecord>) =>
    refuseFinding({ interest: 'none', outcome: 'verified', quantity }, delivery(more))
  for (const [most, more] of [
    [6, { confirmed: 6 }],
    [4, { settled: 4 }],
    [10, { receiver: null }],
  ] as const) {
    expect(found(most, more)).toBeNull()
    expect(found(null, more)).toBeNull()
    expect(found(most + 1, more)).toBe('above_confirmed')
    expect(found(0, more)).toBe('above_confirmed')
  }
  expect(refuseFinding({ interest: 'none', outcome: 'rejected', quantity: null }, delivery())).toBeNull()
  expect(refuseFinding({ interest: 'declared', outcome: 'rejected', quantity: null }, delivery())).toBe(
    'interest_declared',
  )
})

test('a dispute is settled above nothing and no higher than the report; upheld it has no quantity', () => {
  const ended = (quantity: number | null) => refuseEnding({ outcome: 'settled', quantity }, delivery())
  expect([null, 0, 10.5].map(ended)).toEqual(Array(3).fill('above_reported'))
  expect([0.1, 10].map(ended)).toEqual([null, null])
  expect(refuseEnding({ outcome: 'upheld', quantity: null }, delivery())).toBeNull()
})

test('a report is of what has happened, over a whole period or none, with evidence', () => {
  const today: IsoDate = '2026-11-25'
  const report = { asOf: today, periodFrom: null, periodTo: null, evidenceUrl: 'https://example.org/list' }
  const said = (more: Partial<Parameters<typeof refuseReport>[0]> = {}, files = 0) =>
    refuseReport({ ...report, ...more }, { files, today })
  expect(said()).toBeNull()
  expect(said({ evidenceUrl: null }, 1)).toBeNull()
  expect(said({ evidenceUrl: null })).toBe('evidence_missing')
  expect(said({ evidenceUrl: 'the list' }, 1)).toBe('evidence_no_address')
  expect(said({ asOf: '2026-11-26' })).toBe('date_future')
  expect(said({ periodFrom: '2026-11-01' })).toBe('dates_crossed')
  expect(said({ periodFrom: '2026-11-02', periodTo: '2026-11-01' })).toBe('dates_crossed')
  expect(said({ periodFrom: '2026-11-01', periodTo: '2026-11-01' })).toBeNull()
})
