import { expect, test } from 'vitest'
import type { z } from 'zod'
import { countedSchema, seatsSchema } from '#app/schemas/application-form.ts'
import { commitmentSchema } from '#app/schemas/commitment-form.ts'
import { offerSchema } from '#app/schemas/offer-form.ts'
import { readForm } from '#app/schemas/read-form.ts'
import { supportRequestSchema } from '#app/schemas/support-request-form.ts'

/** What a schema finds wrong with what was typed, field by field. */
function errorsOf<Shape extends z.ZodRawShape>(schema: z.ZodObject<Shape>, typed: Record<string, string>) {
  const form = new FormData()
  for (const [name, text] of Object.entries(typed)) form.set(name, text)
  const reading = readForm(schema, form)
  return reading.ok ? {} : reading.errors
}

const seats = { nominees: 'Ada Example', motivation: 'They teach in the next term.', request: '' }
const counted = { motivation: 'They teach in the next term.', request: '' }
const need = {
  title: 'Lecturers',
  description: 'We want more of them.',
  kind: 'training',
  measure1: 'people_trained',
  target1: '24',
}
const offer = {
  commitment: 'C-1',
  form: 'course',
  title: 'Course',
  description: 'Ten evenings for lecturers.',
  subject: 'Teaching',
  measure: 'people_trained',
  capacity: '3',
  capacityUnit: 'seats',
  applyBy: '2027-03-31',
  timeZone: 'Africa/Dakar',
  answerDays: '14',
}
const promise = {
  title: 'A promise',
  lang: 'en',
  kind: 'training',
  subject: 'Teaching',
  announcedOn: '2026-11-01',
  nextReportDueOn: '2027-03-31',
}

test('each form is taken as it stands', () => {
  expect(errorsOf(seatsSchema, { ...seats, consent: 'yes' })).toEqual({})
  expect(errorsOf(countedSchema, { ...counted, count: '٢' })).toEqual({})
  expect(errorsOf(supportRequestSchema, need)).toEqual({})
  expect(errorsOf(offerSchema, offer)).toEqual({})
  expect(errorsOf(commitmentSchema, promise)).toEqual({})
})

test('a box that was not ticked, words beside a number and what is no day are called so', () => {
  expect(errorsOf(seatsSchema, seats)).toEqual({ consent: 'not_ticked' })
  expect(errorsOf(supportRequestSchema, { ...need, target1: '٢٤ محاضرا' })).toEqual({ target1: 'no_number' })
  expect(errorsOf(supportRequestSchema, { ...need, target1: '' })).toEqual({ target1: 'missing' })
  expect(errorsOf(countedSchema, { ...counted, count: '1.5' })).toEqual({ count: 'no_whole_number' })
  expect(errorsOf(countedSchema, { ...counted, count: '500' })).toEqual({ count: 'number_out_of_range' })
  expect(errorsOf(supportRequestSchema, { ...need, neededBy: '31.3.2027' })).toEqual({ neededBy: 'no_day' })
})

test('a need wants more than there is', () => {
  expect(errorsOf(supportRequestSchema, { ...need, baseline1: '24' })).toEqual({ target1: 'target_not_above' })
})

test.each([
  ['an amount beside a number', { amount: '100' }, { amount: 'only_money' }],
  ['a number beside an amount', { form: 'money', amount: '100', currency: 'USD' }, { capacity: 'only_counted' }],
  ['money without an amount', { form: 'money', capacity: '' }, { amount: 'capacity_missing' }],
  ['a number without a unit', { capacityUnit: '' }, { capacityUnit: 'capacity_missing' }],
  ['no zone', { timeZone: 'Dakar' }, { timeZone: 'zone_unknown' }],
  ['an end before the beginning', { startsOn: '2027-05-01', endsOn: '2027-04-01' }, { endsOn: 'dates_crossed' }],
  ['a window that closes before it opens', { opensOn: '2027-05-01' }, { applyBy: 'dates_crossed' }],
])('an offer with %s', (_, typed, errors) => {
  expect(errorsOf(offerSchema, { ...offer, ...typed })).toEqual(errors)
})

test.each([
  [
    'a number alone',
    { target: '200' },
    { measure: 'target_incomplete', qualifier: 'target_incomplete', targetWords: 'target_incomplete' },
  ],
  ['a point without a reason', { point: '3' }, { pointReason: 'point_unknown' }],
  ['a page without its publisher', { sourceUrl: 'https://example.org/a' }, { sourcePublisher: 'source_incomplete' }],
  ['a deadline before the announcement', { dueOn: '2026-10-01' }, { dueOn: 'dates_crossed' }],
  ['a rate of no amount', { amountPer: 'year' }, { amount: 'amount_incomplete' }],
])('a promise with %s', (_, typed, errors) => {
  expect(errorsOf(commitmentSchema, { ...promise, ...typed })).toEqual(errors)
})
