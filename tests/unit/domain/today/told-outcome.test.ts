import { expect, test } from 'vitest'
import { type NotificationKind, toldOutcome } from '#app/domain/today/notification.ts'

const figures = { measure: 'people_trained', reported: 6, confirmed: 5, proven: 4, settled: 3 }
const of = (kind: NotificationKind, outcome: string | null) => toldOutcome({ kind, outcome, figures })

test('what is told of a delivery says how much, and how it came out', () => {
  expect(of('delivery_confirmed', null)).toMatchObject({ code: 'confirmed', n: 5, of: 6 })
  expect(of('delivery_verified', 'verified')).toMatchObject({ code: 'verified', n: 4, of: 6 })
  expect(of('delivery_verified', 'rejected')).toEqual({ code: 'rejected', measure: 'people_trained', of: 6 })
  expect(of('dispute_ended', 'settled')).toMatchObject({ code: 'settled', n: 3, of: 6 })
  expect(of('dispute_ended', 'upheld')).toMatchObject({ code: 'upheld', of: 6 })
  expect(of('delivery_to_verify', null)).toMatchObject({ code: 'reported', of: 6 })
})

test('decisions about people and bodies say yes or no; the rest says nothing more', () => {
  const told = (kind: NotificationKind, outcome: string | null) => toldOutcome({ kind, outcome, figures: null })
  expect(told('claim_decided', 'approved')).toEqual({ code: 'approved' })
  expect(told('join_decided', 'refused')).toEqual({ code: 'refused' })
  expect(told('organisation_checked', 'verified')).toEqual({ code: 'found' })
  expect(told('organisation_checked', 'refused')).toEqual({ code: 'not_proven' })
  expect(told('application_decided', 'declined')).toEqual({ code: 'declined' })
  // What was told before it carried its outcome.
  expect(told('claim_decided', null)).toBeNull()
  expect(told('delivery_verified', 'verified')).toBeNull()
})
