import { expect, test } from 'vitest'
import type { IsoDate } from '#app/domain/calendar/iso-date.ts'
import type { DeliveryRecord } from '#app/domain/deliveries/delivery-record.ts'
import { refuseConfirmation, refuseEnding, refuseFinding, refuseReport } from '#app/domain/deliveries/refuse-step.ts'

const receiver = { ref: 'coast', name: { text: 'Coast', lang: 'en' } }
const link = { source: { url: 'https://example.org' }, file: null }
const delivery = (more: Partial<DeliveryRecord> = {}, pieces = 1) =>
  ({
    reported: 10,
    confirmed: 0,
    settled: null,
    receiver,
    evidence: Array.from({ length: pieces }, () => link),
    ...more,
  }) as DeliveryRecord

test('a part lies between nothing and all of it, and what is missing is said, all of it at once', () => {
  const said = (quantity: number | null, note: string | null = 'two left') =>
    refuseConfirmation({ outcome: 'partly', quantity, note }, delivery())
  expect([null, 0, 10, 11].map(quantity => said(quantity))).toEqual([
    ['quantity_missing'],
    ['quantity_nought'],
    ['quantity_not_between'],
    ['quantity_not_between'],
  ])
  expect([0.5, 9.99].map(quantity => said(quantity))).toEqual([[], []])
  expect(said(5, null)).toEqual(['note_missing'])
  expect(said(null, null)).toEqual(['quantity_missing', 'note_missing'])
})

test('an answer that contradicts its own quantity is refused', () => {
  const said = (outcome: 'wholly' | 'not', quantity: number | null) =>
    refuseConfirmation({ outcome, quantity, note: 'gone' }, delivery())
  expect([null, 10].map(quantity => said('wholly', quantity))).toEqual([[], []])
  expect([0, 7].map(quantity => said('wholly', quantity))).toEqual(Array(2).fill(['quantity_contradicts']))
  expect([null, 0].map(quantity => said('not', quantity))).toEqual([[], []])
  expect(said('not', 7)).toEqual(['quantity_contradicts'])
})

const finding = { interest: 'none', outcome: 'wholly', quantity: null, looked0: 'opened' } as const

test('nobody finds more than was confirmed, or settled, or reported where nobody receives', () => {
  const found = (quantity: number | null, more: Partial<DeliveryRecord>) =>
    refuseFinding({ ...finding, outcome: 'partly', quantity }, delivery(more))
  for (const [most, more] of [
    [6, { confirmed: 6 }],
    [4, { settled: 4 }],
    [10, { receiver: null }],
  ] as const) {
    expect(found(most, more)).toEqual([])
    expect(found(most + 1, more)).toEqual(['above_confirmed'])
    expect(found(0, more)).toEqual(['quantity_nought'])
    expect(found(null, more)).toEqual(['quantity_missing'])
    expect(refuseFinding(finding, delivery(more))).toEqual([])
  }
  expect(refuseFinding({ ...finding, outcome: 'not', quantity: 7 }, delivery({ confirmed: 10 }))).toEqual([
    'quantity_contradicts',
  ])
  expect(refuseFinding({ ...finding, interest: 'declared' }, delivery())).toEqual(['interest_declared'])
})

test('nothing is proven by evidence that nobody opened, and nothing rejected by whoever did not try', () => {
  const looked = (outcome: 'wholly' | 'not', ...looks: ('opened' | 'unopenable' | 'not_needed')[]) =>
    refuseFinding(
      { ...finding, outcome, looked0: looks[0], looked1: looks[1] } as typeof finding,
      delivery({ confirmed: 10 }, 2),
    )
  expect(looked('wholly', 'opened', 'not_needed')).toEqual([])
  expect(looked('wholly', 'unopenable', 'opened')).toEqual([])
  expect(looked('wholly', 'unopenable', 'not_needed')).toEqual(['evidence_not_opened'])
  expect(looked('not', 'unopenable', 'not_needed')).toEqual([])
  expect(looked('not', 'not_needed', 'not_needed')).toEqual(['evidence_not_opened'])
})

test('a dispute is settled above nothing and no higher than the report; upheld it has no quantity', () => {
  const ended = (quantity: number | null) => refuseEnding({ outcome: 'settled', quantity }, delivery())
  expect([null, 0, 10.5].map(ended)).toEqual([['quantity_missing'], ['quantity_nought'], ['above_reported']])
  expect([0.1, 10].map(ended)).toEqual([[], []])
  expect(refuseEnding({ outcome: 'upheld', quantity: null }, delivery())).toEqual([])
  expect(refuseEnding({ outcome: 'upheld', quantity: 1 }, delivery())).toEqual(['quantity_contradicts'])
})

test('a report is of what has happened, over a whole period or none, with evidence', () => {
  const today: IsoDate = '2026-11-25'
  const report = { asOf: today, periodFrom: null, periodTo: null, evidenceUrl: 'https://example.org/list' }
  const said = (more: Partial<Parameters<typeof refuseReport>[0]> = {}, files = 0) =>
    refuseReport({ ...report, ...more }, { files, today })
  expect(said()).toEqual([])
  expect(said({ evidenceUrl: null }, 1)).toEqual([])
  expect(said({ evidenceUrl: null })).toEqual(['evidence_missing'])
  expect(said({ evidenceUrl: 'the list' }, 1)).toEqual(['evidence_no_address'])
  expect(said({ periodFrom: '2026-11-01' })).toEqual(['dates_crossed'])
  expect(said({ periodFrom: '2026-11-02', periodTo: '2026-11-01' })).toEqual(['dates_crossed'])
  expect(said({ periodFrom: '2026-11-01', periodTo: '2026-11-01' })).toEqual([])
  expect(said({ asOf: '2026-11-26', evidenceUrl: null })).toEqual(['date_future', 'evidence_missing'])
  // What cannot be read has its own complaint; the rules speak of the rest.
  expect(refuseReport({ evidenceUrl: null }, { files: 0, today })).toEqual(['evidence_missing'])
})
